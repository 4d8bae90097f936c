package dev.slipway.engine.rehearse;

import dev.slipway.report.Tone;
import java.time.Duration;

/// Whom a lock keeps waiting, in the word that reports have for it.
enum Stops {
    ALL("all"),
    WRITES("writes"),
    ITS_ROWS("its rows"),
    NOBODY("nobody");

    private final String word;

    Stops(String word) {
        this.word = word;
    }

    /// @param rows that the statement changed, which it holds as long as the lock
    static Stops of(HeldLock lock, long rows) {
        return switch (lock.mode().blocks()) {
            case READS -> ALL;
            case WRITES -> WRITES;
            case NOTHING -> rows > 0 && lock.mode() == LockMode.ROW_EXCLUSIVE ? ITS_ROWS : NOBODY;
        };
    }

    String word() {
        return word;
    }

    /// What nobody notices is calm, whomever it stops.
    Tone tone(Duration held) {
        if (held.compareTo(Hazards.NOTICED) < 0) {
            return Tone.CALM;
        }
        return switch (this) {
            case ALL -> Tone.BAD;
            case WRITES, ITS_ROWS -> Tone.CAREFUL;
            case NOBODY -> Tone.CALM;
        };
    }
}
