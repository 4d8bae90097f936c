package dev.slipway.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final long GIGABYTE = 1L << 30;

    @Test
    void what_is_left_follows_from_what_is_done() {
        assertThat(Growth.words(GIGABYTE, 4 * GIGABYTE, Duration.ofSeconds(20)))
                .isEqualTo(", 25 % · about 60 s left");
        assertThat(Growth.words(GIGABYTE, 10 * GIGABYTE, Duration.ofSeconds(60)))
                .isEqualTo(", 10 % · about 9 min left");
    }

    @Test
    void nothing_is_guessed_from_nothing_and_it_is_never_done_before_it_is() {
        assertThat(Growth.words(10, GIGABYTE, Duration.ofSeconds(20))).isEmpty();
        assertThat(Growth.words(2 * GIGABYTE, GIGABYTE, Duration.ofSeconds(100)))
                .isEqualTo(", 99 % · about 1 s left");
        assertThat(Growth.words(GIGABYTE / 2, 0, Duration.ofSeconds(100)))
                .isEqualTo(", 0.5 GB so far");
    }

    @Test
    void it_tells_while_something_grows() throws Exception {
        BlockingQueue<String> told = new ArrayBlockingQueue<>(100);
        var progress =
                new Progress() {
                    @Override
                    public void begins(String doing) {
                        told.add(doing);
                    }

                    @Override
                    public void goesOn(String doing) {
                        told.add(doing);
                    }
                };
        try (var _ = Growth.of(progress, "Restoring", () -> GIGABYTE / 2, GIGABYTE)) {
            assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo("Restoring");
            assertThat(told.poll(60, TimeUnit.SECONDS)).startsWith("Restoring, 50 % · about ");
        }
    }
}
