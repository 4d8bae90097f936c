package dev.slipway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {

    @TempDir private Path directory;
    private final TestDatabase database = TestServer.newDatabase();

    @Test
    void both_probes_say_that_the_database_is_gone_and_that_it_is_back() {
        try (var shop =
                ShopProcess.start(
                                directory,
                                database,
                                "--management.endpoints.web.exposure.include=health,metrics")
                        .awaitReady()) {
            assertThat(shop.actuator("readiness").statusCode()).isEqualTo(200);
            assertThat(metric(shop, "slipway.schema")).contains("\"tag\":\"version\"");
            assertThat(metric(shop, "slipway.migration.state?tag=state:done"))
                    .contains("\"value\":1.0");
            assertThat(metric(shop, "slipway.dependency.up?tag=name:database"))
                    .contains("\"value\":1.0");
            assertThat(metric(shop, "slipway.config")).containsPattern("\"[0-9a-f]{16}\"");
            assertThat(shop.web("/actuator/health").body())
                    .contains("\"readinessState\"", "\"state\":\"ready\"", "\"name\":\"database\"");

            database.goAway();
            Eventually.holds(() -> shop.probe("ready").statusCode() == 503, shop::output);
            assertThat(shop.probe("ready").body())
                    .contains(
                            "\"state\":\"unready\"",
                            "\"name\":\"database\",\"state\":\"down\"",
                            "\"name\":\"application\",\"state\":\"up\"");
            assertThat(shop.actuator("readiness").statusCode()).isEqualTo(503);
            assertThat(shop.actuator("readiness").body()).contains("OUT_OF_SERVICE");
            assertThat(shop.probe("live").statusCode()).isEqualTo(200);
            assertThat(shop.actuator("liveness").statusCode()).isEqualTo(200);

            database.comeBack();
            shop.awaitReady();
            assertThat(shop.actuator("readiness").statusCode()).isEqualTo(200);
        }
    }

    private static String metric(ShopProcess shop, String name) {
        return shop.web("/actuator/metrics/" + name).body();
    }
}
