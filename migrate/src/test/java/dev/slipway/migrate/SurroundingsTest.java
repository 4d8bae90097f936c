package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {

    @ParameterizedTest
    @CsvSource({"130099, 13", "90624, 9"})
    void a_server_older_than_14_is_refused_with_its_version(int version, String said) {
        assertThatThrownBy(() -> of(version, "public", true).refuseWhatCannotWork())
                .isInstanceOf(MigrateException.class)
                .hasMessage(
                        "the server is PostgreSQL "
                                + said
                                + ", and 14 is the oldest that is supported: upgrade it first");
    }

    @ParameterizedTest
    @ValueSource(ints = {140000, 150019, 180006})
    void later_ones_are_not(int version) {
        assertThatCode(() -> of(version, "public", true).refuseWhatCannotWork())
                .doesNotThrowAnyException();
    }

    @Test
    void a_schema_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> of(180006, "shop", false).refuseWhatCannotWork())
                .hasMessage("there is no schema shop in app: create it first");
        assertThatThrownBy(() -> of(180006, "", false).refuseWhatCannotWork())
                .hasMessageContaining("names no schema that it may use");
    }

    @Test
    void only_what_may_write_is_not_read_only() {
        assertThat(of(180006, "public", true).readOnly()).isEmpty();
    }

    private static Surroundings of(int version, String schema, boolean exists) {
        return new Surroundings(
                "app",
                version,
                schema,
                exists,
                Map.of(),
                false,
                Surroundings.Bookkeeping.POSSIBLE,
                1,
                "app",
                Surroundings.Writing.ALLOWED);
    }
}
