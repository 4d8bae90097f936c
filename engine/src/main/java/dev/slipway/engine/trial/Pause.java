package dev.slipway.engine.trial;

import java.time.Duration;

/// Waits between two looks at the world.
final class Pause {

    private Pause() {}

    static void of(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrialException("interrupted");
        }
    }
}
