package dev.slipway.migrate;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// A statement failed for want of locks alone.
final class WaitedTooLong extends SQLException {

    private final transient List<Blocker> blockers;

    WaitedTooLong(Duration longest, List<Blocker> blockers) {
        super(
                "it could not have its locks within "
                        + Durations.words(longest)
                        + Blocker.held(blockers));
        this.blockers = List.copyOf(blockers);
    }

    /// Who was seen to hold them.
    List<Blocker> blockers() {
        return blockers;
    }
}
