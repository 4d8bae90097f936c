package dev.slipway.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgToolsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int NEWER_THAN_ANY = 99;

    @TempDir static Path folder;
    static Server server;

    @BeforeAll
    static void start() {
        var binaries = Binaries.find(15, folder.resolve("cache"));
        server = Server.start(binaries, folder.resolve("server"), Map.of("fsync", "off"));
        server.createDatabase("a = 'b'");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_tool_reaches_the_database_that_it_is_given_without_a_password_in_its_arguments() {
        var url = server.url("a = 'b'");

        var run = psql(url, "select current_database()");

        assertThat(run.orThrow("Asking").out()).isEqualTo("a = 'b'\n");
    }

    @Test
    void a_password_in_the_url_reaches_the_tool_too() {
        psql(server.url("postgres"), "create role ana login password 'p w'").orThrow("Creating");
        var url =
                DatabaseUrl.parse(
                        "postgres://ana:p%%20w@127.0.0.1:%d/postgres"
                                .formatted(server.url("postgres").port()),
                        Map.of());

        assertThat(psql(url, "select current_user").orThrow("Asking").out()).isEqualTo("ana\n");
    }

    @Test
    void a_tool_that_fails_is_quoted() {
        var run = psql(server.url("postgres"), "select 1/0");

        assertThat(run.succeeded()).isFalse();
        assertThatThrownBy(() -> run.orThrow("Dividing"))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("Dividing failed: psql ended with status 1")
                .hasMessageContaining("division by zero");
    }

    @Test
    void a_tool_older_than_the_server_is_refused_with_what_to_install() {
        assertThatThrownBy(() -> PgTools.forServer(NEWER_THAN_ANY))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("pg_dump 99 or newer is needed")
                .hasMessageContaining("found only [")
                .hasMessageContaining("apt-get install postgresql-client-99");
    }

    @Test
    void the_tools_fit_the_server_that_they_are_for() {
        assertThat(PgTools.forDatabase(server.url("postgres")).major()).isGreaterThanOrEqualTo(15);
    }

    private static ToolRun psql(DatabaseUrl url, String sql) {
        var arguments = List.of("--no-psqlrc", "--tuples-only", "--no-align", "--command=" + sql);
        return PgTools.forServer(15).run("psql", url, arguments, LIMIT);
    }
}
