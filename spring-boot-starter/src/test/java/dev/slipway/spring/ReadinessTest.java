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
        try (var shop = ShopProcess.start(directory, database).awaitReady()) {
            assertThat(shop.actuator("readiness").statusCode()).isEqualTo(200);
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
}
