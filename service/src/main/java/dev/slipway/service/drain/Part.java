package dev.slipway.service.drain;

import java.time.Duration;

/// Something of an instance that has to end.
public interface Part {

    /// Returns when it has ended. Whatever it throws is why it has not.
    ///
    /// @param left until it is cut; it is interrupted then
    void end(Duration left) throws Exception;
}
