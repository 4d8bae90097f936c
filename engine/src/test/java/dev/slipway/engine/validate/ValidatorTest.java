package dev.slipway.engine.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.engine.scratch.FreshDatabases;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(FreshDatabases.class)
class ValidatorTest {

    @Test
    void readiness_is_a_status_and_a_version() throws Exception {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var body =
                "{\"state\": \"ready\", \"version\": \"1.1.0\"}".getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    var ready = exchange.getRequestURI().getPath().equals("/ready");
                    exchange.sendResponseHeaders(ready ? 200 : 503, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        var base = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            assertThat(seen(ready(base + "/ready", "1.1.0"))).isEqualTo("ready in version 1.1.0");
            assertThat(seen(ready(base + "/ready", "1.2.0"))).isEqualTo("Another version answers.");
            assertThat(seen(ready(base + "/other", "1.1.0"))).isEqualTo("It is not ready.");
        } finally {
            server.stop(0);
        }
        assertThat(seen(ready(base + "/ready", "1.1.0"))).isEqualTo("It does not answer.");
    }

    @Test
    void the_schema_is_where_the_folder_says(DatabaseUrl database, @TempDir Path folder)
            throws Exception {
        Files.writeString(folder.resolve("1_a.sql"), "create table a ()");
        var check = new Check.SchemaState(database.toReference(), folder, false);
        assertThat(seen(check)).isEqualTo("The schema is not where this version needs it.");

        Files.writeString(folder.resolve("2_b.sql"), "create table b ()");
        Migrator.builder()
                .database(database)
                .migrations(MigrationSet.of(Formats.SQLX, folder))
                .build()
                .migrate();
        assertThat(seen(check)).isEqualTo("ready at 2, 2 applied, 0 pending");

        Files.delete(folder.resolve("2_b.sql"));
        assertThat(seen(check)).isEqualTo("The schema is not where this version needs it.");
        assertThat(seen(new Check.SchemaState(database.toReference(), folder, true)))
                .isEqualTo("ahead at 2, 2 applied, 0 pending");
    }

    @Test
    void a_database_that_cannot_be_asked_is_a_finding(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("1_a.sql"), "create table a ()");

        assertThat(seen(new Check.SchemaState("postgres://ana@127.0.0.1:1/shop", folder, false)))
                .isEqualTo("The database could not be asked.");
    }

    @Test
    void a_command_shows_its_last_line_and_is_ended_in_time() {
        assertThat(seen(command("echo looking; echo two clients exchanged 3 events")))
                .isEqualTo("two clients exchanged 3 events");
        assertThat(seen(command("exit 4"))).isEqualTo("It ended with exit code 4.");
        assertThat(
                        seen(
                                new Check.Command(
                                        "none",
                                        List.of("/no/such/program"),
                                        Duration.ofSeconds(1))))
                .isEqualTo("It could not be run.");
        assertThat(seen(new Check.Command("slow", List.of("sleep", "60"), Duration.ofSeconds(1))))
                .isEqualTo("It did not end within 1 s.");
    }

    private static Check ready(String url, String version) {
        return new Check.HttpReady(URI.create(url), Optional.of(version));
    }

    private static Check command(String script) {
        return new Check.Command("script", List.of("sh", "-c", script), Duration.ofSeconds(10));
    }

    private static String seen(Check check) {
        return switch (Validator.make(check)) {
            case CheckResult.Passed(_, var seen) -> seen;
            case CheckResult.Failed(_, var finding) -> finding.fact();
        };
    }
}
