package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real PgBouncer between us and the server.
class PoolerTest {

    @TempDir private static Path home;
    private static SharedServer server;

    @TempDir private Path folder;
    private String database = "";
    private int port;
    private Optional<Process> pgbouncer = Optional.empty();

    @BeforeAll
    static void startServer() throws Exception {
        server = SharedServer.start(home);
        server.execute("postgres", "create role app login password 'hunter2'");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void newDatabase() throws Exception {
        database = server.newDatabase().database();
        server.execute(database, "grant all on schema public to app");
        Files.writeString(folder.resolve("1_a.sql"), "create table a ();");
        Files.writeString(folder.resolve("2_b.sql"), "-- no-transaction\nvacuum a;");
    }

    @AfterEach
    void stopPooler() throws InterruptedException {
        if (pgbouncer.isPresent()) {
            pgbouncer.get().destroy();
            assertThat(pgbouncer.get().waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_pooler_is_refused_with_the_remedy() throws Exception {
        start("transaction");

        var refused = db("migrate");

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
                .contains("there is a connection pooler between here and")
                .contains("connect to the server itself, or say --pooler session")
                .doesNotContain("hunter2")
                .hasLineCount(1);
        assertThat(db("status").exit()).isEqualTo(1);
        assertThat(db("verify").exit()).isEqualTo(1);
    }

    @Test
    void one_that_keeps_a_session_for_a_session_works_when_it_is_named() throws Exception {
        start("session");
        assertThat(db("migrate").exit()).isEqualTo(1);

        assertThat(db("verify", "--pooler", "session").exit()).isZero();
        assertThat(db("migrate", "--pooler", "session"))
                .returns(0, Slipway::exit)
                .returns("", Slipway::err);
        assertThat(db("status", "--pooler", "session").exit()).isZero();
        assertThat(db("migrate", "--pooler", "session").exit()).isZero();
    }

    private Slipway db(String command, String... more) {
        var args = new ArrayList<>(List.of("db", command, "--migrations", folder.toString()));
        args.addAll(
                List.of(
                        "--database-url",
                        "postgres://app:hunter2@127.0.0.1:%d/%s".formatted(port, database)));
        args.addAll(List.of(more));
        return Slipway.run(args.toArray(String[]::new));
    }

    /// With its usual settings, but for what a test needs: what it refuses of a client it refuses.
    private void start(String mode) throws IOException, InterruptedException {
        port = freePort();
        var config = Files.createDirectories(home.resolve(database));
        Files.writeString(config.resolve("users"), "\"app\" \"hunter2\"\n");
        Files.writeString(
                config.resolve("pgbouncer.ini"),
                """
                [databases]
                * = host=127.0.0.1 port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                logfile = %s
                """
                        .formatted(
                                server.url(database).port(),
                                port,
                                config.resolve("users"),
                                mode,
                                config.resolve("log")));
        openToAll(config);
        var words = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            words.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        words.addAll(List.of("pgbouncer", config.resolve("pgbouncer.ini").toString()));
        pgbouncer =
                Optional.of(
                        new ProcessBuilder(words)
                                .redirectErrorStream(true)
                                .redirectOutput(config.resolve("out").toFile())
                                .start());
        awaitPort(config);
    }

    /// PgBouncer does not run as root, and who it runs as must read its files.
    private static void openToAll(Path config) throws IOException {
        for (var one : List.of(home, config)) {
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
    }

    private void awaitPort(Path config) throws IOException, InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError(
                "pgbouncer did not start:\n" + Files.readString(config.resolve("out")));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
