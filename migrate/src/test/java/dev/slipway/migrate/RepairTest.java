package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepairTest {

    private static final String INDEX =
            "-- no-transaction\ncreate unique index concurrently a_id on a (id);\n";

    @TempDir private Path folder;
    private TestDatabase database;

    @BeforeEach
    void newDatabase() throws SQLException {
        database = new TestDatabase(TestServer.of(15).newDatabase());
    }

    @Test
    void what_is_in_order_needs_no_repair() throws Exception {
        write("1_a.sql", "create table a ();");
        migrate();

        var nothing = (RepairOutcome.Nothing) repair(Confirm.YES);

        assertThat(nothing.exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void a_failed_mark_is_shown_and_taken_away_only_when_confirmed() throws Exception {
        write("1_a.sql", "create table if not exists a ();");
        migrate();
        database.execute("update _sqlx_migrations set success = false");

        var shown = (RepairOutcome.Shown) repair(Confirm.NO);

        assertThat(shown.exit()).isEqualTo(Exit.INCONCLUSIVE);
        assertThat(shown.changes())
                .containsExactly(
                        new Change(
                                Change.Kind.DIRTY,
                                "1",
                                "1 failed half-way, says the history",
                                "take that mark away, so that the next migrate runs it again",
                                List.of(
                                        "delete from \"public\".\"_sqlx_migrations\"\n"
                                                + " where version = 1")));
        assertThat(database.rows("select success from _sqlx_migrations")).containsExactly("f");

        var done = (RepairOutcome.Done) repair(Confirm.YES);

        assertThat(done.changes()).isEqualTo(shown.changes());
        assertThat(done.after().state()).isEqualTo(State.PENDING);
        migrate();
        assertThat(status().state()).isEqualTo(State.READY);
    }

    @Test
    void the_sql_that_is_shown_is_what_is_run() throws Exception {
        write("1_it's.sql", "create table a (id int);\n");
        migrate();
        write("1_it's.sql", "create table a (id int);\r\n");
        var shown = (RepairOutcome.Shown) repair(Confirm.NO);

        database.execute(String.join(";", shown.changes().get(0).sql()));

        assertThat(status().state()).isEqualTo(State.READY);
    }

    @Test
    void a_checksum_is_taken_anew_where_line_endings_alone_differ() throws Exception {
        write("1_a.sql", "create table a ();\n");
        write("2_b.sql", "create table b ();\n");
        migrate();
        write("1_a.sql", "create table a ();\r\n");
        write("2_b.sql", "create table b (id int);\r\n");

        var done = (RepairOutcome.Done) repair(Confirm.YES);

        assertThat(kinds(done.changes())).containsExactly("LINE_ENDINGS 1");
        assertThat(done.after().problems())
                .extracting(problem -> problem.kind() + " " + problem.version().orElseThrow())
                .containsExactly("CHANGED 2");
        assertThat(
                        database.rows(
                                "select checksum = sha384('create table a ();\\015\\012'::bytea)"
                                        + " from _sqlx_migrations where version = 1"))
                .containsExactly("t");
    }

    @Test
    void a_fingerprint_is_taken_anew_where_the_tool_keeps_no_checksum() throws Exception {
        write("1_a.sql", "-- +goose Up\ncreate table a ();\n");
        goose().migrate();
        write("1_a.sql", "-- +goose Up\r\ncreate table a ();\r\n");
        assertThat(goose().status().state()).isEqualTo(State.DRIFT);

        goose().repair(Confirm.YES, Marks.NONE);

        assertThat(goose().status().state()).isEqualTo(State.READY);
    }

    @Test
    void an_invalid_index_is_dropped() throws Exception {
        write("1_a.sql", "create table a (id int); insert into a values (1), (1);");
        write("2_i.sql", INDEX);
        assertThat(migrator().migrate()).isInstanceOf(Outcome.Failed.class);
        assertThat(invalid()).containsExactly("a_id");

        var shown = (RepairOutcome.Shown) repair(Confirm.NO);
        assertThat(shown.changes())
                .contains(
                        new Change(
                                Change.Kind.INVALID_INDEX,
                                "public.a_id",
                                "the index public.a_id on a is invalid: its build did not end",
                                "drop it; the migration that builds it builds it anew",
                                List.of("drop index concurrently if exists \"public\".\"a_id\"")));
        assertThat(invalid()).containsExactly("a_id");

        repair(Confirm.YES);

        assertThat(invalid()).isEmpty();
        database.execute("truncate a");
        migrate();
        assertThat(status().state()).isEqualTo(State.READY);
    }

    @Test
    void an_index_that_a_session_is_building_is_left_alone() throws Exception {
        write("1_a.sql", "create table a (id int);");
        migrate();
        try (var reader = database.url().connect("reader");
                var writing = reader.createStatement()) {
            reader.setAutoCommit(false);
            writing.execute("insert into a values (1)");
            var building =
                    new FutureTask<>(() -> {
                        database.execute("create index concurrently slow on a (id)");
                        return true;
                    });
            new Thread(building).start();
            Eventually.holds("the build began", () -> !invalid().isEmpty());
            assertThat(invalid()).containsExactly("slow");

            assertThat(repair(Confirm.YES)).isInstanceOf(RepairOutcome.Nothing.class);
            reader.commit();

            assertThat(building.get(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(invalid()).isEmpty();
        assertThat(database.rows("select to_regclass('slow')")).containsExactly("slow");
    }

    @Test
    void a_script_that_was_begun_with_another_text_is_begun_anew() throws Exception {
        write(
                "1_a.sql",
                "-- +goose NO TRANSACTION\n-- +goose Up\ncreate table a ();\nselect 1/0;\n");
        assertThat(goose().migrate()).isInstanceOf(Outcome.Failed.class);
        assertThat(goose().repair(Confirm.YES, Marks.NONE))
                .isInstanceOf(RepairOutcome.Nothing.class);
        write(
                "1_a.sql",
                "-- +goose NO TRANSACTION\n-- +goose Up\ncreate table if not exists a ();\n");
        assertThat(goose().status().state()).isEqualTo(State.DIRTY);

        var done = (RepairOutcome.Done) goose().repair(Confirm.YES, Marks.NONE);

        assertThat(kinds(done.changes())).containsExactly("HALF_DONE 1");
        assertThat(goose().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(goose().status().state()).isEqualTo(State.READY);
    }

    @Test
    void what_was_applied_by_hand_is_marked() throws Exception {
        write("1_a.sql", "create table a ();");
        write("2_b.up.sql", "create table b ();");
        write("2_b.down.sql", "drop table b;");
        database.execute("create schema unrelated");
        migrate();
        database.execute("delete from _sqlx_migrations where version = 2");

        var marks = new Marks(List.of("2"), List.of());
        assertThat(migrator().repair(Confirm.NO, marks)).isInstanceOf(RepairOutcome.Shown.class);
        assertThat(status().state()).isEqualTo(State.PENDING);
        var done = (RepairOutcome.Done) migrator().repair(Confirm.YES, marks);

        assertThat(kinds(done.changes())).containsExactly("MARK_APPLIED 2");
        assertThat(status().state()).isEqualTo(State.READY);
        assertThat(migrator().down(DataLoss.REFUSE)).isInstanceOf(DownOutcome.Done.class);
    }

    @Test
    void what_failed_and_was_finished_by_hand_is_marked() throws Exception {
        write("1_a.sql", "create table a ();");
        migrate();
        database.execute("update _sqlx_migrations set success = false");

        migrator().repair(Confirm.YES, new Marks(List.of("1"), List.of()));

        assertThat(status().state()).isEqualTo(State.READY);
        assertThat(database.rows("select version, success from _sqlx_migrations"))
                .containsExactly("1|t");
    }

    @Test
    void what_was_taken_back_by_hand_is_marked() throws Exception {
        write("1_a.sql", "create table a ();");
        migrate();
        database.execute("drop table a");

        var done =
                (RepairOutcome.Done)
                        migrator().repair(Confirm.YES, new Marks(List.of(), List.of("1")));

        assertThat(done.after().pending()).containsExactly("1");
        assertThat(database.rows("select count(*) from slipway.migration")).containsExactly("0");
        migrate();
        assertThat(database.rows("select to_regclass('a')")).containsExactly("a");
    }

    @Test
    void a_mark_that_does_not_fit_is_refused() throws Exception {
        write("1_a.sql", "create table a ();");
        migrate();

        assertThat(refusal(new Marks(List.of("9"), List.of())))
                .startsWith("there is no migration 9 in ");
        assertThat(refusal(new Marks(List.of("1"), List.of())))
                .isEqualTo("1 is applied already, says the history");
        assertThat(refusal(new Marks(List.of(), List.of("nonsense"))))
                .isEqualTo("nonsense is not applied, says the history");
    }

    @Test
    void what_only_a_person_can_solve_is_said() throws Exception {
        write("1_a.sql", "create table a ();");
        migrate();
        write("1_a.sql", "create table other ();");

        var nothing = repair(Confirm.YES);

        assertThat(nothing.exit()).isEqualTo(Exit.DRIFT);
        assertThat(nothing.toReport().headline())
                .isEqualTo(
                        "Nothing that can be repaired here. Drift: what was applied and what the files"
                                + " say differ.");
    }

    private String refusal(Marks marks) {
        var refused = (RepairOutcome.Refused) migrator().repair(Confirm.YES, marks);
        assertThat(refused.exit()).isEqualTo(Exit.USAGE);
        return refused.why();
    }

    private static List<String> kinds(List<Change> changes) {
        return changes.stream().map(change -> change.kind() + " " + change.place()).toList();
    }

    private List<String> invalid() throws SQLException {
        return database.rows(
                "select indexrelid::regclass from pg_index where not indisvalid order by 1");
    }

    private RepairOutcome repair(Confirm confirm) {
        return migrator().repair(confirm, Marks.NONE);
    }

    private Status status() {
        return migrator().status();
    }

    private void migrate() {
        assertThat(migrator().migrate()).isInstanceOf(Outcome.Done.class);
    }

    private Migrator migrator() {
        return Migrator.builder()
                .database(database.url())
                .migrations(MigrationSet.of(Formats.SQLX, folder))
                .build();
    }

    private Migrator goose() {
        return Migrator.builder()
                .database(database.url())
                .migrations(MigrationSet.of(Formats.GOOSE, folder))
                .build();
    }

    private void write(String file, String sql) throws IOException {
        Files.writeString(folder.resolve(file), sql);
    }
}
