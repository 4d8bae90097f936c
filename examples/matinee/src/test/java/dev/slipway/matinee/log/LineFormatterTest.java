package dev.slipway.matinee.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Json;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LineFormatterTest {

    private final LogRecord event = new LogRecord(Level.WARNING, "slow\n\"{0}\"");

    LineFormatterTest() {
        event.setLoggerName("some.library");
        event.setInstant(Instant.parse("2026-06-01T09:00:00Z"));
        event.setParameters(new Object[] {"query"});
    }

    @Test
    void what_a_library_logs_is_one_line_in_the_form_of_all_others() {
        event.setThrown(new IllegalStateException("no\nluck"));

        var line = format(Line.source("a", "1.1.0"));

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
        var line = format(Json.object());

        assertThat(line.has("instance")).isFalse();
        assertThat(line.has("stack")).isFalse();
    }

    private JsonNode format(Json.Obj source) {
        var text = new LineFormatter(source).format(event);
        assertThat(text.lines()).hasSize(1);
        return JsonMapper.shared().readTree(text);
    }
}
