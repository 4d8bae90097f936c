package dev.slipway.cli;

import dev.slipway.migrate.Listener.Advance;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Guesses when a statement ends from how fast its phase went since it was first seen.
final class TimeLeft {

    private @Nullable Advance first;

    Optional<Duration> after(Advance now) {
        if (first == null || !isSamePhase(first, now)) {
            first = now;
            return Optional.empty();
        }
        long gone = now.done() - first.done();
        if (gone <= 0 || now.total() < now.done()) {
            return Optional.empty();
        }
        var took = now.running().minus(first.running());
        long left = now.total() - now.done();
        return Optional.of(Duration.ofMillis((long) ((double) took.toMillis() / gone * left)));
    }

    private static boolean isSamePhase(Advance one, Advance other) {
        return one.doing().equals(other.doing())
                && one.of().equals(other.of())
                && one.phase().equals(other.phase())
                && one.running().compareTo(other.running()) <= 0;
    }
}
