package dev.slipway.matinee.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LineEncoderTest {

    private final LoggerContext context = new LoggerContext();

    @Test
    void what_a_library_logs_is_one_line_in_the_form_of_all_others() {
        context.putProperty("instance", "a");
        context.putProperty("version", "1.1.0");

        var line = encode("slow\n\"query\"", new IllegalStateException("no\nluck"));

        assertThat(line.path("time").asString()).isEqualTo("2026-06-01T09:00:00Z");
        assertThat(line.path("level").asString()).isEqualTo("WARN");
        assertThat(line.path("instance").asString()).isEqualTo("a");
        assertThat(line.path("version").asString()).isEqualTo("1.1.0");
        assertThat(line.path("event").asString()).isEqualTo("slow\n\"query\"");
        assertThat(line.path("logger").asString()).isEqualTo("some.library");
        assertThat(line.path("stack").asString()).contains("IllegalStateException: no\nluck");
    }

    @Test
    void without_an_instance_it_is_left_out() {
        var line = encode("slow", null);

        assertThat(line.has("instance")).isFalse();
        assertThat(line.has("stack")).isFalse();
    }

    private JsonNode encode(String message, @Nullable Throwable error) {
        var logger = context.getLogger("some.library");
        var event = new LoggingEvent("", logger, Level.WARN, message, error, new Object[0]);
        event.setInstant(Instant.parse("2026-06-01T09:00:00Z"));
        var text = new String(new LineEncoder().encode(event), UTF_8);
        assertThat(text.lines()).hasSize(1);
        return JsonMapper.shared().readTree(text);
    }
}
