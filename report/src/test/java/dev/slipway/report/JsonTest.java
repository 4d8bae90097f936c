package dev.slipway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void fields_keep_the_order_in_which_they_were_put() {
        var json = Json.object().put("b", 1).put("a", "x").put("b", 2).putNull("c").put("d", true);

        assertThat(json.compact()).isEqualTo("{\"b\":2,\"a\":\"x\",\"c\":null,\"d\":true}");
    }

    @Test
    void what_could_end_a_string_or_a_line_is_escaped() {
        var json = Json.object().put("text", "a\"b\\c\nd\te\u0000\u2028\ud800");

        assertThat(json.compact())
                .isEqualTo("{\"text\":\"a\\\"b\\\\c\\nd\\te\\u0000\\u2028\\ud800\"}");
    }

    @Test
    void the_pretty_form_is_indented_by_two_spaces() {
        var json =
                Json.object()
                        .put("list", Json.strings(List.of("x", "y")))
                        .put("none", Json.strings(List.of()));

        assertThat(json.pretty())
                .isEqualTo(
                        """
                        {
                          "list": [
                            "x",
                            "y"
                          ],
                          "none": []
                        }\
                        """);
    }

    @Test
    void numbers_are_written_without_a_needless_fraction() {
        var json = Json.object().put("whole", 3.0).put("part", 0.25).put("big", Long.MAX_VALUE);

        assertThat(json.compact())
                .isEqualTo("{\"whole\":3,\"part\":0.25,\"big\":9223372036854775807}");
    }

    @Test
    void what_is_not_a_number_in_json_is_refused() {
        assertThatThrownBy(() -> Json.object().put("x", Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("JSON has no NaN");
    }
}
