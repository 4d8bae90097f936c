package dev.slipway.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {

    private static final Map<String, String> THROWAWAY = Map.of("fsync", "off");

    @TempDir Path folder;
    Path home;
    Binaries binaries;

    @BeforeEach
    void name_a_home() {
        home = folder.resolve("server of 'ours'");
        binaries = Binaries.find(15, folder.resolve("cache"));
    }

    @AfterEach
    void leave_nothing() {
        Server.stopLeftover(home);
        assertThat(Orphans.of("postgres", home.resolve("data"))).isEmpty();
    }

    @Test
    void a_new_server_takes_connections_and_leaves_nothing() throws Exception {
        try (var server = start()) {
            server.createDatabase("Odd \"name\" %20");

            assertThat(one(server.url("Odd \"name\" %20"), "select current_database()"))
                    .isEqualTo("Odd \"name\" %20");
            assertThat(one(server.url("postgres"), "show server_version")).startsWith("15");
        }
        assertThat(home).doesNotExist();
    }

    @Test
    void it_listens_on_this_machine_only_and_asks_for_the_password() throws Exception {
        try (var server = start()) {
            var url = server.url("postgres");

            assertThat(one(url, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(one(url, "show unix_socket_directories")).isEmpty();
            var wrong =
                    DatabaseUrl.parse(
                            "postgres://slipway:wrong@127.0.0.1:%d/postgres".formatted(url.port()),
                            Map.of());
            assertThatThrownBy(() -> wrong.connect("test"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void its_password_is_in_one_file_that_only_its_owner_reads() throws Exception {
        try (var server = start()) {
            var passfile = server.directory().resolve("pgpass");
            var secret = Files.readString(passfile).strip().split(":", -1)[4];

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(passfile)))
                    .isEqualTo("rw-------");
            assertThat(server.url("postgres").toReference()).doesNotContain(secret);
            try (var files = Files.list(server.directory())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrder("data", "log", "pgpass", "slipway-server");
            }
        }
    }

    @Test
    void an_interrupted_owner_still_cleans_up() {
        var server = start();
        Thread.currentThread().interrupt();

        server.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(home).doesNotExist();
    }

    @Test
    void a_stopped_server_starts_again_with_its_data() throws Exception {
        var first = start();
        first.createDatabase("kept");
        first.stop();

        assertThat(one(start().url("kept"), "select 1")).isEqualTo("1");
    }

    @Test
    void the_settings_of_the_caller_hold() throws Exception {
        var settings = Map.of("fsync", "off", "application_name", "it's");
        try (var server = Server.start(binaries, home, settings)) {
            assertThat(one(server.url("postgres"), "show fsync")).isEqualTo("off");
        }
    }

    @Test
    void a_server_that_cannot_start_says_what_its_log_says() {
        assertThatThrownBy(() -> Server.start(binaries, home, Map.of("shared_buffers", "much")))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("server of 'ours'")
                .hasMessageContaining("shared_buffers");
    }

    @Test
    void the_bundled_version_runs_and_its_data_is_refused_to_another_version() throws Exception {
        var bundled = Binaries.bundled(18, folder.resolve("cache"));
        var server = Server.start(bundled, home, THROWAWAY);

        assertThat(server.major()).isEqualTo(18);
        assertThat(one(server.url("postgres"), "show server_version")).startsWith("18");
        assertThatThrownBy(this::start)
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("holds the data of PostgreSQL 18, which PostgreSQL 15 does");
    }

    private Server start() {
        return Server.start(binaries, home, THROWAWAY);
    }

    private static String one(DatabaseUrl url, String sql) throws SQLException {
        try (var connection = url.connect("test");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
