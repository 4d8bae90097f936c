package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurroundingsTest {

    @ParameterizedTest
    @ValueSource(ints = {13, 9})
    void a_server_older_than_14_is_refused_with_its_version(int major) {
        assertThatThrownBy(() -> Surroundings.refuseOldServer(major))
                .isInstanceOf(MigrateException.class)
                .hasMessage(
                        "the server is PostgreSQL "
                                + major
                                + ", and 14 is the oldest that is supported: upgrade it first");
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 15, 18})
    void later_ones_are_not(int major) {
        assertThatCode(() -> Surroundings.refuseOldServer(major)).doesNotThrowAnyException();
    }

    @Test
    void a_schema_that_is_not_there_and_would_not_be_made_is_refused() {
        assertThatThrownBy(() -> lacking("shop").refuseMissing(List.of("till")))
                .hasMessage("there is no schema shop in app: create it first");
        assertThatCode(() -> lacking("shop").refuseMissing(List.of("shop")))
                .doesNotThrowAnyException();
    }

    @Test
    void only_what_may_write_is_not_read_only() {
        assertThat(lacking("shop").readOnly()).isEmpty();
    }

    private static Surroundings lacking(String schema) {
        return new Surroundings(
                "app",
                "public",
                Set.of(schema),
                Map.of(),
                Surroundings.Bookkeeping.POSSIBLE,
                1,
                "app",
                Surroundings.Writing.ALLOWED);
    }
}
