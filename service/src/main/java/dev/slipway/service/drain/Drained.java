package dev.slipway.service.drain;

import dev.slipway.report.Elapsed;
import dev.slipway.report.Exit;
import java.time.Duration;
import java.util.List;

/// How a drain ended.
public sealed interface Drained {

    Duration took();

    /// Everything ended by itself.
    record Whole(Duration took) implements Drained {}

    /// Something had not ended when the time was over, or went wrong.
    ///
    /// @param what each with why, in the order in which it was to end
    record Cut(Duration took, List<String> what) implements Drained {
        public Cut {
            what = List.copyOf(what);
        }
    }

    /// How a process ends that ended so.
    default Exit exit() {
        return this instanceof Whole ? Exit.DONE : Exit.FAILED;
    }

    /// What a log tells of it.
    default String sentence() {
        var time = Elapsed.text(took());
        return this instanceof Cut cut
                ? "Cut after " + time + ": " + String.join("; ", cut.what()) + "."
                : "Everything ended within " + time + ".";
    }
}
