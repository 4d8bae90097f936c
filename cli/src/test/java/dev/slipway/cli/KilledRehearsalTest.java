package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of a rehearsal: the database is as it was, and the next rehearsal
/// removes what was left.
class KilledRehearsalTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int KILLED = 137;

    private static final String WAITING_BACKUPS =
            """
            select count(*)
              from pg_stat_activity
             where application_name = 'slipway backup'
               and wait_event_type = 'Lock'
            """;

    private static final String MIGRATING_COPIES =
            """
            select count(*)
              from pg_stat_activity
             where datname like 'slipway\\_copy\\_%'
               and query like '%pg_sleep(600)%'
            """;

    /// The sessions that say that their run is alive, which the server ends when it looks.
    private static final String RUNS =
            "select count(*) from pg_stat_activity where application_name like 'slipway\\_copy\\_%'";

    private static final String COPIES =
            "select count(*) from pg_database where datname like 'slipway\\_copy\\_%'";

    private static final String STATE =
            """
            select format('%s %s', (select string_agg(attname, ' ') from pg_attribute
                                     where attrelid = 'room'::regclass),
                                   (select string_agg(h::text, ' ') from _sqlx_migrations h))
            """;

    @TempDir private Path folder;
    private Server server;
    private DatabaseUrl database;
    private Optional<Process> child = Optional.empty();

    @BeforeEach
    void migratedDatabase() throws IOException {
        server =
                Server.start(
                        Binaries.find(15, folder.resolve("binaries")),
                        folder.resolve("source"),
                        Map.of("fsync", "off"));
        server.createDatabase("shop");
        database = server.url("shop");
        migration("1_rooms.sql", "create table room (id int);");
        assertThat(Slipway.run(words("db", "migrate")).exit()).isZero();
    }

    @AfterEach
    void leaveNothing() {
        child.ifPresent(Process::destroyForcibly);
        server.close();
    }

    @Test
    void while_it_backs_up() throws Exception {
        migration("2_poster.sql", "alter table room add poster text;");
        var before = ask(STATE);
        try (var reader = database.connect("test");
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("lock table room in access exclusive mode");
            start();
            until(() -> ask(WAITING_BACKUPS).equals("1"));
            kill();
        }

        assertThat(scratch()).isNotEmpty();
        assertThat(ask(STATE)).isEqualTo(before);
        assertTheNextOneRemovesWhatIsLeft();
    }

    @Test
    void while_the_copy_is_migrated() throws Exception {
        migration("2_slow.sql", "alter table room add poster text; select pg_sleep(600);");
        var before = ask(STATE);
        start();
        until(() -> scratchServer().filter(KilledRehearsalTest::sleeps).isPresent());
        var left = scratchServer().orElseThrow();
        kill();

        assertThat(commandLine(left)).contains("postgres");
        assertThat(ask(STATE)).isEqualTo(before);
        migration("2_slow.sql", "alter table room add poster text;");
        assertTheNextOneRemovesWhatIsLeft();
        assertThat(commandLine(left)).isEmpty();
    }

    @Test
    void while_the_copy_on_a_lent_server_is_migrated() throws Exception {
        var lent = "--scratch-url=" + server.url("postgres").toReference();
        migration("2_slow.sql", "alter table room add poster text; select pg_sleep(600);");
        var before = ask(STATE);
        start(lent);
        until(() -> ask(MIGRATING_COPIES).equals("1"));
        kill();

        assertThat(ask(COPIES)).isEqualTo("1");
        assertThat(ask(STATE)).isEqualTo(before);
        migration("2_slow.sql", "alter table room add poster text;");
        until(() -> ask(RUNS).equals("0"));
        assertTheNextOneRemovesWhatIsLeft(lent);
        assertThat(ask(COPIES)).isEqualTo("0");
    }

    private void assertTheNextOneRemovesWhatIsLeft(String... more) throws IOException {
        assertThat(Slipway.in(folder, rehearse(more)).exit()).isEqualTo(4);
        assertThat(scratch()).isEmpty();
    }

    private String[] rehearse(String... more) {
        return words(Stream.concat(Stream.of("rehearse"), Stream.of(more)).toArray(String[]::new));
    }

    private void start(String... more) throws IOException {
        var command =
                Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Dslipway.postgres.archives="
                                        + System.getProperty("slipway.postgres.archives", ""),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()),
                        Stream.of(rehearse(more)));
        var output = folder.resolve("output").toFile();
        child =
                Optional.of(
                        new ProcessBuilder(command.toList())
                                .directory(folder.toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(output)
                                .start());
    }

    private void kill() throws InterruptedException {
        var process = child.orElseThrow().destroyForcibly();
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private void until(Callable<Boolean> condition) throws Exception {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline || endedByItself()) {
                fail("it did not come so far: " + Files.readString(folder.resolve("output")));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean endedByItself() {
        var process = child.orElseThrow();
        return !process.isAlive() && process.exitValue() != KILLED;
    }

    /// The scratch server of the rehearsal.
    private Optional<ProcessHandle> scratchServer() throws IOException {
        for (var run : scratch()) {
            var pidFile = run.resolve("server/data/postmaster.pid");
            if (Files.exists(pidFile)) {
                return Files.readAllLines(pidFile).stream()
                        .findFirst()
                        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)));
            }
        }
        return Optional.empty();
    }

    /// Whether one of its sessions runs the migration: a session's command line says what it does.
    private static boolean sleeps(ProcessHandle server) {
        return server.children()
                .map(KilledRehearsalTest::commandLine)
                .anyMatch(line ->
                        line.startsWith("postgres: slipway copy") && line.contains("SELECT"));
    }

    /// Empty when it has ended, though its entry may still be there.
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException ended) {
            return "";
        }
    }

    private List<Path> scratch() throws IOException {
        var scratch = folder.resolve(".slipway/scratch");
        if (!Files.isDirectory(scratch)) {
            return List.of();
        }
        try (var left = Files.list(scratch)) {
            return left.toList();
        }
    }

    private String[] words(String... command) {
        return Stream.concat(
                        Stream.of(command),
                        Stream.of(
                                "--migrations",
                                folder.resolve("migrations").toString(),
                                "--database-url",
                                database.toReference()))
                .toArray(String[]::new);
    }

    private void migration(String file, String sql) throws IOException {
        var migrations = Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(migrations.resolve(file), sql);
    }

    private String ask(String sql) throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
