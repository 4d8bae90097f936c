package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Settings;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/// What a migrator does with the files and the history of every format.
@OnEachServer
abstract class FormatContract {

    static final SampleMigration ROOMS = SampleMigration.table(1, "rooms");
    static final SampleMigration GUESTS = SampleMigration.table(2, "guests");
    static final SampleMigration STAYS = SampleMigration.table(3, "stays");

    @Parameter int major;
    @TempDir Path folder;
    TestDatabase database;

    @BeforeEach
    void newDatabase() throws SQLException {
        database = TestDatabase.on(major);
    }

    abstract Format format();

    /// Writes the files of a migration as its tool has them.
    abstract void write(SampleMigration change) throws IOException;

    /// Asks for what the tool would find in its history.
    abstract String reading();

    /// What it finds when these are applied, from the first on.
    abstract List<String> recorded(List<SampleMigration> applied);

    @Test
    void an_empty_database_becomes_ready_and_stays_as_it_is() throws Exception {
        write(ROOMS);
        write(GUESTS);

        assertThat(status().state()).isEqualTo(State.PENDING);
        assertThat(migrate()).isInstanceOf(Outcome.Done.class);

        assertThat(status().state()).isEqualTo(State.READY);
        assertThat(status().current()).contains("2");
        assertThat(status().applied()).isEqualTo(2);
        assertRecorded(ROOMS, GUESTS);
        assertThat(migrate()).isEqualTo(new Outcome.Done(List.of()));
        assertRecorded(ROOMS, GUESTS);
    }

    @Test
    void a_migration_that_comes_later_is_applied_alone() throws Exception {
        write(ROOMS);
        migrate();
        write(GUESTS);

        var outcome = (Outcome.Done) migrate();

        assertThat(outcome.applied())
                .extracting(applied -> applied.migration().version())
                .containsExactly("2");
        assertRecorded(ROOMS, GUESTS);
    }

    @Test
    void a_failed_migration_leaves_nothing_behind() throws Exception {
        write(ROOMS);
        write(GUESTS.withUp("create table guests (id int);\nselect 1 / 0;\n"));

        var failed = (Outcome.Failed) migrate();

        assertThat(failed.error()).isEqualTo("division by zero [22012]");
        assertThat(database.rows("select to_regclass('guests')")).containsExactly("null");
        assertRecorded(ROOMS);
        assertThat(status().state()).isEqualTo(State.PENDING);
    }

    @Test
    void an_index_is_built_concurrently() throws Exception {
        write(ROOMS);
        write(SampleMigration.index(2, "rooms"));

        assertThat(migrate()).isInstanceOf(Outcome.Done.class);

        assertThat(
                        database.rows(
                                "select indisvalid from pg_index where indexrelid = 'rooms_id'::regclass"))
                .containsExactly("t");
        assertThat(status().state()).isEqualTo(State.READY);
        assertRecorded(ROOMS, SampleMigration.index(2, "rooms"));
    }

    @Test
    void windows_line_endings_are_read() throws Exception {
        write(ROOMS);
        write(GUESTS);
        rewrite("\n", "\r\n");

        assertThat(migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(status().state()).isEqualTo(State.READY);
        assertThat(database.rows("select to_regclass('guests')")).containsExactly("guests");
    }

    @Test
    void other_line_endings_are_drift_by_that_name() throws Exception {
        write(ROOMS);
        migrate();
        rewrite("\n", "\r\n");

        assertThat(status().state()).isEqualTo(State.DRIFT);
        assertThat(status().problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.LINE_ENDINGS);
    }

    @Test
    void a_changed_file_is_drift() throws Exception {
        write(ROOMS);
        migrate();
        write(ROOMS.withUp("create table rooms (id bigint);\n"));

        assertThat(status().state()).isEqualTo(State.DRIFT);
        assertThat(status().problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.CHANGED);
    }

    @Test
    void a_file_that_comes_too_late_is_refused_or_applied_and_never_passed_over() throws Exception {
        write(ROOMS);
        write(STAYS);
        migrate();
        write(GUESTS);

        var refused = (Outcome.Refused) migrate();

        assertThat(refused.status().pending()).containsExactly("2");
        assertThat(refused.status().problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.OUT_OF_ORDER);
        assertThat(migrator().outOfOrder(OutOfOrder.APPLY).build().migrate())
                .isInstanceOf(Outcome.Done.class);
        assertThat(status().state()).isEqualTo(State.READY);
        assertRecorded(ROOMS, STAYS, GUESTS);
    }

    @Test
    void what_takes_a_migration_back_is_kept() throws Exception {
        write(ROOMS);
        migrate();

        var kept = database.rows("select down from slipway.migration").get(0);

        var file = MigrationSet.of(format(), folder).migrations().get(0).file();
        assertThat(format().down(file, kept, Settings.NONE).orElseThrow().statements())
                .extracting(Statement::sql)
                .allSatisfy(sql -> assertThat(sql).startsWith("drop table rooms"))
                .hasSize(1);
    }

    @Test
    void what_is_taken_back_is_pending_again() throws Exception {
        write(ROOMS);
        write(GUESTS);
        migrate();

        takeBack(GUESTS, Optional.of(ROOMS));
        assertRecorded(ROOMS);
        assertThat(status().pending()).containsExactly("2");

        takeBack(ROOMS, Optional.empty());
        assertRecorded();
        assertThat(status().pending()).containsExactly("1", "2");
    }

    private void takeBack(SampleMigration change, Optional<SampleMigration> before)
            throws SQLException {
        var table = new HistoryTable(database.url().database(), "public", format().defaultTable());
        var writes =
                new ArrayList<>(
                        format().history(table)
                                .reverted(
                                        Entry.plain(change.version()),
                                        before.map(SampleMigration::version)));
        writes.add(new Book(table.sql()).reverted(change.version()));
        database.execute(change.down());
        try (var connection = database.connect()) {
            Write.send(connection, writes);
        }
    }

    @Test
    void the_format_is_found_from_the_history_and_the_folder() throws Exception {
        write(ROOMS);
        migrate();
        write(GUESTS);

        var found = Migrator.builder().database(database.url()).migrations(folder).build();

        assertThat(found.status().format()).isEqualTo(format().word());
        assertThat(found.status().pending()).containsExactly("2");
        assertThat(found.migrate()).isInstanceOf(Outcome.Done.class);
        assertRecorded(ROOMS, GUESTS);
    }

    @Test
    void a_folder_is_read_in_the_format_that_is_told() throws Exception {
        write(ROOMS);
        var told =
                Migrator.builder()
                        .database(database.url())
                        .migrations(folder, Settings.NONE, format())
                        .build();

        assertThat(told.migrate()).isInstanceOf(Outcome.Done.class);
        assertRecorded(ROOMS);
        write(GUESTS);
        assertThat(told.status().pending()).containsExactly("2");
    }

    @Test
    void a_history_and_a_folder_that_disagree_are_both_named() throws Exception {
        write(ROOMS);
        var other = format().equals(Formats.DBMATE) ? Formats.GOOSE : Formats.DBMATE;
        try (var connection = database.connect()) {
            other.history(new HistoryTable("", "public", other.defaultTable())).create(connection);
        }
        var found = Migrator.builder().database(database.url()).migrations(folder).build();

        assertThatThrownBy(found::status)
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining(format().word())
                .hasMessageContaining("schema public has the history of " + other.word())
                .hasMessageContaining("--format");
    }

    Migrator.Builder migrator() {
        return Migrator.builder()
                .database(database.url())
                .migrations(MigrationSet.of(format(), folder));
    }

    Outcome migrate() {
        return migrator().build().migrate();
    }

    Status status() {
        return migrator().build().status();
    }

    void assertRecorded(SampleMigration... applied) throws SQLException {
        assertThat(database.rows(reading())).isEqualTo(recorded(List.of(applied)));
    }

    void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private void rewrite(String from, String to) throws IOException {
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.writeString(file, Files.readString(file).replace(from, to));
            }
        }
    }
}
