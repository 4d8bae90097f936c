package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Settings;
import dev.slipway.migrate.sql.Write;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// That dbmate's own program and a migrator carry on each other's work.
@OnEachServer
class DbmateProgramTest {

    private static final String TABLES =
            """
            select relname
              from pg_class
             where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')
             order by relname
            """;

    private static final String VERSIONS = "select version from schema_migrations order by version";

    @Parameter int major;
    @TempDir Path folder;
    private TestDatabase database;
    private DbmateProgram dbmate;

    @BeforeEach
    void newDatabase() throws SQLException {
        database = TestDatabase.on(major);
        dbmate = DbmateProgram.on(database.url(), folder);
    }

    @Test
    void ours_and_then_theirs() throws Exception {
        write(SampleMigration.table(1, "rooms"));
        ours();
        write(SampleMigration.table(2, "guests"));
        theirs();

        assertBothAreDone(2);
        assertThat(database.rows(VERSIONS)).containsExactly("1", "2");
    }

    @Test
    void theirs_and_then_ours() throws Exception {
        write(SampleMigration.table(1, "rooms"));
        theirs();
        write(SampleMigration.table(2, "guests"));
        ours();

        assertBothAreDone(2);
        assertThat(database.rows(VERSIONS)).containsExactly("1", "2");
    }

    @Test
    void five_times_in_turn_up_and_down_again() throws Exception {
        for (int i = 11; i < 21; i += 2) {
            write(SampleMigration.table(i, "ours" + i));
            ours();
            write(SampleMigration.table(i + 1, "theirs" + i));
            theirs();
            assertBothAreDone(i - 9);
        }
        for (int i = 20; i > 10; i -= 2) {
            takeBackOurselves(i);
            assertThat(dbmate.run("rollback").output()).contains("Rolled back: " + (i - 1) + "_");
            assertThat(migrator().status().applied()).isEqualTo(i - 12);
            assertThat(dbmate.run("status").output()).contains("Applied: " + (i - 12) + "\n");
        }
        assertThat(database.rows(TABLES))
                .containsExactly("schema_migrations", "schema_migrations_pkey");
    }

    @Test
    void an_index_is_built_concurrently_by_either() throws Exception {
        write(SampleMigration.table(1, "rooms"));
        write(SampleMigration.table(2, "guests"));
        ours();
        write(SampleMigration.index(3, "rooms"));
        ours();
        write(SampleMigration.index(4, "guests"));
        theirs();

        assertBothAreDone(4);
        takeBackOurselves(4);
        assertThat(dbmate.run("rollback").exit()).isZero();
        assertThat(database.rows(VERSIONS)).containsExactly("1", "2");
        assertThat(database.rows(TABLES)).doesNotContain("rooms_id", "guests_id");
    }

    @Test
    void versions_of_unequal_length_have_the_same_order() throws Exception {
        for (int version : List.of(1, 9, 10, 100)) {
            write(SampleMigration.table(version, "t" + version));
        }
        ours();

        for (int left = 4; left > 0; left--) {
            var newest = migrator().status().current().orElseThrow();
            assertThat(dbmate.run("rollback").output())
                    .contains("Rolled back: " + newest + "_t" + newest + ".sql");
        }
    }

    /// Each text is run by both, in a database of its own.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- migrate:up\ncreate table a ();\n-- migrate:down\n",
                "--migrate:up\r\ncreate table a ();\r\n--   migrate:down\r\n",
                "-- first\n\n  -- second\n-- migrate:up\ncreate table a ();\n-- migrate:down x\n",
                "-- migrate:up transaction:false\ncreate table a (); create table b ();\n-- migrate:down",
                "-- migrate:up transaction:false\nvacuum;\n-- migrate:down",
                "-- migrate:up transaction:false x:y\nselect 1; vacuum;\n-- migrate:down",
                "-- migrate:up transaction:false transaction:true\nvacuum;\n-- migrate:down",
                "-- migrate:up transaction:false;\nvacuum;\n-- migrate:down",
                "-- migrate:up\nvacuum;\n-- migrate:down",
                "-- migrate:up\n-- migrate:down\n",
                "-- migrate:up\n/* -- migrate:down */ create table a ();\n",
                "create table x ();\n-- migrate:up\ncreate table a ();\n-- migrate:down\n",
                "-- migrate:up\ncreate table a ();\n",
                "-- migrate:down\n-- migrate:up\ncreate table a ();\n",
                "-- migrate:upx\ncreate table a ();\n-- migrate:down\n",
                " -- migrate:up\ncreate table a ();\n-- migrate:down\n",
                "\uFEFF-- migrate:up\ncreate table a ();\n-- migrate:down\n",
                "-- migrate:up\nselect 1;\n-- migrate:down\n-- migrate:up\nselect 1;\n-- migrate:down\n",
                "create table a ();",
                "",
            })
    void a_file_is_taken_or_refused_as_dbmate_does(String text) throws Exception {
        Files.writeString(folder.resolve("1_a.sql"), text);
        var other = TestDatabase.on(major);

        boolean theyDid = dbmate.run("migrate").exit() == 0;
        boolean weDid = applies(other);

        assertThat(weDid).isEqualTo(theyDid);
        if (theyDid) {
            assertThat(other.rows(TABLES)).isEqualTo(database.rows(TABLES));
            assertThat(other.rows(VERSIONS)).isEqualTo(database.rows(VERSIONS));
        }
    }

    private boolean applies(TestDatabase other) {
        try {
            var migrator = Migrator.builder().database(other.url()).migrations(set()).build();
            return migrator.migrate() instanceof Outcome.Done;
        } catch (MigrationFolderException refused) {
            return false;
        }
    }

    private void ours() {
        assertThat(migrator().migrate()).isInstanceOf(Outcome.Done.class);
    }

    private void theirs() throws Exception {
        var result = dbmate.run("migrate");
        assertThat(result.exit()).as(result.output()).isZero();
    }

    /// Runs what takes a migration back, and writes what there is to write of it.
    private void takeBackOurselves(int version) throws SQLException {
        var table = new HistoryTable(database.url().database(), "public", "schema_migrations");
        var file =
                set().migrations().stream()
                        .filter(one -> one.version().equals(String.valueOf(version)))
                        .findFirst()
                        .orElseThrow();
        var script =
                Formats.DBMATE
                        .down(file.file(), file.downText().orElseThrow(), Settings.NONE)
                        .orElseThrow();
        for (var statement : script.statements()) {
            database.execute(statement.sql());
        }
        var writes =
                new ArrayList<>(
                        Formats.DBMATE
                                .history(table)
                                .reverted(Entry.plain(file.version()), Optional.empty()));
        writes.add(new Book(table.sql()).reverted(file.version()));
        try (var connection = database.connect()) {
            Write.send(connection, writes);
        }
    }

    private void assertBothAreDone(int applied) throws Exception {
        var status = dbmate.run("status", "--exit-code");
        assertThat(status.exit()).as(status.output()).isZero();
        assertThat(status.output()).contains("Applied: " + applied + "\n", "Pending: 0\n");
        assertThat(migrator().status().state()).isEqualTo(State.READY);
        assertThat(migrator().status().applied()).isEqualTo(applied);
    }

    private Migrator migrator() {
        return Migrator.builder().database(database.url()).migrations(set()).build();
    }

    private MigrationSet set() {
        return MigrationSet.of(Formats.DBMATE, folder);
    }

    private void write(SampleMigration change) throws Exception {
        Files.writeString(
                folder.resolve(change.version() + "_" + change.name() + ".sql"),
                DbmateContractTest.text(change));
    }
}
