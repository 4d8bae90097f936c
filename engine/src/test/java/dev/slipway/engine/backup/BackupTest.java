package dev.slipway.engine.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.PostgresException;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir static Path folder;
    static Server server;
    static DatabaseUrl database;

    @TempDir Path backups;

    @BeforeAll
    static void start() throws SQLException {
        var binaries = Binaries.find(15, folder.resolve("cache"));
        server = Server.start(binaries, folder.resolve("source"), Map.of("fsync", "off"));
        server.createDatabase("source");
        database = server.url("source");
        execute(
                """
                alter database source set timezone = 'Pacific/Chatham';
                create table room (id int primary key, name text);
                insert into room select i, 'room ' || i from generate_series(1, 1000) i;
                create schema "Odd ""Schema";
                create table "Odd ""Schema"."Table" (id int);
                create table event (id int) partition by range (id);
                create table event_low partition of event for values from (0) to (10);
                insert into event select i from generate_series(0, 4) i;
                create table parent (id int);
                create table child () inherits (parent);
                insert into child values (1), (2);
                create materialized view room_names as select name from room;
                create temporary table fleeting (id int)
                """);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_table_is_counted_once_by_the_name_that_sql_gives_it() {
        var backup = take(backups.resolve("a.dump"));

        assertThat(backup.rowCounts())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "\"Odd \"\"Schema\".\"Table\"", 0L,
                                "public.child", 2L,
                                "public.event_low", 5L,
                                "public.parent", 0L,
                                "public.room", 1000L));
        assertThat(backup.rows()).isEqualTo(1007);
        assertThat(backup.serverMajor()).isEqualTo(15);
    }

    @Test
    void the_file_is_there_whole_private_and_alone() throws Exception {
        var backup = take(backups.resolve("a.dump"));

        assertThat(backup.bytes()).isEqualTo(Files.size(backup.file()));
        assertThat(backup.sha256()).hasSize(64);
        assertThat(Backup.verify(backup)).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup.file())))
                .isEqualTo("rw-------");
        assertThat(backups).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void it_can_be_written_down_and_read_back() {
        var backup = take(backups.resolve("a.dump"));
        var inMillis = Duration.ofMillis(backup.took().toMillis());

        var read = BackupSet.parse(backup.toJson().compact());

        assertThat(read).usingRecursiveComparison().ignoringFields("took").isEqualTo(backup);
        assertThat(read.took()).isEqualTo(inMillis);
        assertThatThrownBy(() -> BackupSet.parse("{}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_flipped_bit_is_noticed() throws Exception {
        var backup = take(backups.resolve("a.dump"));
        var bytes = Files.readAllBytes(backup.file());
        bytes[bytes.length / 2] ^= 1;
        Files.write(backup.file(), bytes);

        assertThat(Backup.verify(backup))
                .hasValueSatisfying(finding -> assertThat(finding.fact()).contains("not the file"));
    }

    @Test
    void a_missing_or_shortened_file_is_noticed() throws Exception {
        var backup = take(backups.resolve("a.dump"));
        try (var file = FileChannel.open(backup.file(), StandardOpenOption.WRITE)) {
            file.truncate(backup.bytes() / 2);
        }
        assertThat(Backup.verify(backup)).isPresent();

        Files.delete(backup.file());
        assertThat(Backup.verify(backup))
                .hasValueSatisfying(finding -> assertThat(finding.fact()).contains("not there"));
    }

    @Test
    void a_dump_that_is_cut_short_leaves_nothing() throws Exception {
        assertThatThrownBy(() ->
                        Backup.take(database, backups.resolve("a.dump"), Duration.ofMillis(1)))
                .isInstanceOf(PostgresException.class)
                .hasMessageContaining("pg_dump was stopped");

        assertThat(backups).isEmptyDirectory();
    }

    @Test
    void a_folder_that_is_not_there_is_named() {
        var file = backups.resolve("nowhere/a.dump");

        assertThatThrownBy(() -> take(file))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("Backing postgres://slipway@127.0.0.1")
                .hasMessageContaining("nowhere/a.dump.partial is not there");
    }

    @Test
    void a_wrong_password_is_said_without_the_password() {
        var wrong =
                DatabaseUrl.parse(
                        "postgres://slipway:hunter2@127.0.0.1:%d/source".formatted(database.port()),
                        Map.of());

        assertThatThrownBy(() -> Backup.take(wrong, backups.resolve("a.dump"), LIMIT))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("password authentication failed")
                .message()
                .doesNotContain("hunter2");
    }

    @Test
    void rows_that_the_role_may_not_see_are_not_passed_over_in_silence() throws Exception {
        execute(
                """
                create role reader login password 'reader';
                grant pg_read_all_data to reader;
                create table secret (id int);
                insert into secret values (1);
                alter table secret enable row level security
                """);
        var reader =
                DatabaseUrl.parse(
                        "postgres://reader:reader@127.0.0.1:%d/source".formatted(database.port()),
                        Map.of());
        try {
            assertThatThrownBy(() -> Backup.take(reader, backups.resolve("a.dump"), LIMIT))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("row-level security");
        } finally {
            execute("drop table secret; drop role reader");
        }
    }

    private static BackupSet take(Path file) {
        return Backup.take(database, file, LIMIT);
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
