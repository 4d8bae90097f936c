package dev.slipway.engine.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.backup.Backup;
import dev.slipway.engine.backup.BackupSet;
import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Map<String, String> THROWAWAY = Map.of("fsync", "off");

    /// What a careless restore trips over: odd names, a role that the scratch server lacks, a
    /// policy for it, a table in another schema, one that inherits, and one in partitions.
    private static final String SCHEMA =
            """
            alter database "Odd ' = name" set timezone = 'Pacific/Chatham';
            create schema "Odd ""Schema";
            create table "Odd ""Schema"."Table" (id int generated always as identity, at timestamptz default now());
            create table room (id int primary key, name text);
            insert into room select i, 'room ' || i from generate_series(1, 5000) i;
            alter table room owner to "App";
            grant select on room to "App";
            alter table room enable row level security;
            create policy own on room to "App" using (name is not null);
            create table event (id int, room int references room) partition by range (id);
            create table event_low partition of event for values from (0) to (1000);
            insert into event select i, i + 1 from generate_series(0, 99) i;
            create view names as select name from room;
            """;

    @TempDir static Path folder;
    static Server source;
    static Server scratch;
    static DatabaseUrl database;

    @TempDir Path backups;

    @BeforeAll
    static void start() throws SQLException {
        var binaries = Binaries.find(15, folder.resolve("cache"));
        source = Server.start(binaries, folder.resolve("source"), THROWAWAY);
        scratch = Server.start(binaries, folder.resolve("scratch"), THROWAWAY);
        database = source.url("Odd ' = name");
    }

    @AfterAll
    static void stop() {
        source.close();
        scratch.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        source.dropDatabase("Odd ' = name");
        source.createDatabase("Odd ' = name");
        source.createRole("App");
        execute(SCHEMA);
    }

    @Test
    void a_good_backup_restores_with_every_row() {
        var result = drill(take());

        assertThat(result.findings()).isEmpty();
        assertThat(result.verdict()).isEqualTo(new Verdict.Pass());
        assertThat(result.toReport().headline())
                .matches("The backup restores: 3 tables, 5,100 rows equal, in \\d+\\.\\d s\\.");
    }

    @Test
    void a_drill_can_be_repeated_on_what_an_earlier_one_left() {
        var backup = take();
        drill(backup);

        assertThat(drill(backup).findings()).isEmpty();
    }

    @Test
    void a_backup_taken_under_writes_is_equal_to_what_it_counted() throws Exception {
        var writing = new CountDownLatch(100);
        var enough = new AtomicBoolean();
        try (var executor = Executors.newSingleThreadExecutor()) {
            var writer = executor.submit(() -> write(writing, enough));
            writing.await();
            var backup = take();
            enough.set(true);
            int written = writer.get();

            assertThat(drill(backup).findings()).isEmpty();
            assertThat(backup.rowCounts().get("public.room")).isLessThan(5000L + written);
        }
    }

    @Test
    void a_table_that_lost_rows_is_named() {
        var backup = take();
        var counts = new TreeMap<>(backup.rowCounts());
        counts.put("public.room", 5001L);
        counts.put("public.gone", 1L);

        var result = drill(with(backup, counts));

        assertThat(result.findings())
                .extracting(finding -> finding.rule() + " " + finding.fact())
                .containsExactly(
                        "drill/row-count public.gone had 1 row; restored, it has no such table.",
                        "drill/row-count public.room had 5001 rows; restored, it has 5000 rows.");
        assertThat(result.toReport().verdict()).isInstanceOf(Verdict.Block.class);
    }

    @Test
    void a_damaged_backup_is_not_restored() throws Exception {
        var backup = take();
        var bytes = Files.readAllBytes(backup.file());
        Files.write(backup.file(), Arrays.copyOf(bytes, bytes.length - 100));

        assertThat(drill(backup).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule()).isEqualTo("backup/damaged"));
    }

    @Test
    void a_backup_that_does_not_restore_says_what_the_tool_says() throws Exception {
        execute(
                """
                create function positive(int) returns boolean language sql
                  as 'select $1 > 0 and exists (select from room)';
                create table a_checked (id int check (positive(id)));
                insert into a_checked values (1)
                """);

        assertThat(drill(take()).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("drill/restore-failed");
                    assertThat(finding.evidence()).contains("relation \"room\" does not exist");
                });
    }

    private BackupSet take() {
        return Backup.take(database, backups.resolve("a.dump"), LIMIT);
    }

    private static DrillResult drill(BackupSet backup) {
        return Drill.restore(backup, scratch, "The 'copy' = 1", LIMIT);
    }

    private static BackupSet with(BackupSet backup, SortedMap<String, Long> counts) {
        return new BackupSet(
                backup.file(),
                backup.sha256(),
                backup.bytes(),
                counts,
                backup.roles(),
                backup.at(),
                backup.took(),
                backup.serverMajor());
    }

    /// Adds rows until told that it is enough; how many.
    private static int write(CountDownLatch writing, AtomicBoolean enough) throws SQLException {
        int written = 0;
        try (var connection = database.connect("writer");
                var statement =
                        connection.prepareStatement("insert into room values (?, 'more')")) {
            while (!enough.get()) {
                statement.setInt(1, 10_000 + written++);
                statement.execute();
                writing.countDown();
            }
        }
        return written;
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
