package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgrammeTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @Test
    void five_frames_are_shown_each_second() {
        var first = Programme.newest(NOON);

        assertThat(Programme.newest(NOON.plusMillis(199))).isEqualTo(first);
        assertThat(Programme.newest(NOON.plusMillis(200))).isEqualTo(first + 1);
        assertThat(Programme.newest(NOON.plusSeconds(1))).isEqualTo(first + 5);
        assertThat(Programme.due(first)).isEqualTo(NOON);
    }

    @Test
    void what_is_on_a_frame_follows_from_its_number_and_its_room() {
        var first = Programme.newest(NOON);

        assertThat(new Programme(1).frame(first).compact())
                .isEqualTo("{\"frame\":8901576000,\"position_ms\":7919}");
        assertThat(new Programme(1).frame(first + 1).compact())
                .isEqualTo("{\"frame\":8901576001,\"position_ms\":8119}");
        assertThat(new Programme(Long.MAX_VALUE).frame(first).compact())
                .endsWith("\"position_ms\":35633}");
    }
}
