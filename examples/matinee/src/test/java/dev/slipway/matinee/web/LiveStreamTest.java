package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LiveStreamTest {

    @Test
    void a_reader_that_stays_behind_is_told_so() throws Exception {
        var now = Instant.parse("2026-06-01T12:00:00Z");
        var out = new ByteArrayOutputStream();
        var clock = new StepClock(now);
        var slow = new SlowReader(out, clock, Duration.ofSeconds(2));
        var newest = Programme.newest(now);

        new LiveStream(new Programme(1), newest - 100, slow, clock).run(new CountDownLatch(1));

        var lines = out.toString(UTF_8).lines().toList();
        assertThat(lines).hasSizeBetween(6, 30);
        assertThat(lines.getFirst()).startsWith("{\"frame\":" + (newest - 100) + ",");
        assertThat(lines.getLast()).isEqualTo("{\"slow\":true}");
    }

    /// A clock that is moved by whoever spends time.
    private static final class StepClock extends Clock {

        private Instant now;

        StepClock(Instant now) {
            this.now = now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /// Takes its time for each flush.
    private static final class SlowReader extends OutputStream {

        private final OutputStream out;
        private final StepClock clock;
        private final Duration time;

        SlowReader(OutputStream out, StepClock clock, Duration time) {
            this.out = out;
            this.clock = clock;
            this.time = time;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void flush() {
            clock.pass(time);
        }
    }
}
