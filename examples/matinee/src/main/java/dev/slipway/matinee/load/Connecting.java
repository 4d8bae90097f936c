package dev.slipway.matinee.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Tries until there is a connection or the drive ends. One that is not there in time is lost, one
/// that came only at a second or later attempt is slow.
///
/// @param what is connected, such as `socket in room 1`
/// @param lost is told why there is no connection
record Connecting(String what, Tally tally, CountDownLatch stopping, Consumer<String> lost) {

    /// One attempt.
    interface Attempt<T> {
        T connect() throws IOException, InterruptedException;
    }

    private static final Duration RETRY = Duration.ofMillis(50);
    private static final Duration WITHIN = Duration.ofSeconds(5);

    <T> Optional<T> connect(Attempt<T> attempt) throws InterruptedException {
        var quiet = new Quiet();
        var attempts = 0;
        var late = false;
        while (stopping.getCount() > 0) {
            try {
                var connection = attempt.connect();
                if (attempts > 0 && !late) {
                    tally.cameLate(what, attempts + " attempts failed");
                }
                return Optional.of(connection);
            } catch (IOException e) {
                attempts++;
                if (!late && quiet.longerThan(WITHIN)) {
                    late = true;
                    lost.accept(
                            "not connected within " + WITHIN.toSeconds() + " s: " + e.getMessage());
                }
                pause();
            }
        }
        return Optional.empty();
    }

    private void pause() throws InterruptedException {
        if (stopping.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
    }
}
