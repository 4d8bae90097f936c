package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

    @TempDir private Path folder;
    private TestDatabase database;

    @BeforeEach
    void newDatabase() throws SQLException {
        database = new TestDatabase(TestServer.of(15).newDatabase());
    }

    @Test
    void a_database_without_a_history_is_adopted_and_carried_on() throws Exception {
        write("1_a.sql", "create table a ();");
        write("2_b.sql", "create table b ();");
        write("3_c.sql", "create table c ();");
        database.execute("create table a (); create table b ()");

        var done = (BaselineOutcome.Done) migrator(Formats.SQLX).baseline("2");

        assertThat(done.covered()).containsExactly("1", "2");
        assertThat(migrator(Formats.SQLX).status().pending()).containsExactly("3");
        assertThat(migrator(Formats.SQLX).migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(database.rows("select version, success from _sqlx_migrations order by 1"))
                .containsExactly("1|t", "2|t", "3|t");
    }

    @Test
    void goose_carries_on_after_its_version_zero() throws Exception {
        write("1_a.sql", "-- +goose Up\ncreate table a ();\n");
        write("2_b.go", "package migrations");
        write("3_c.sql", "-- +goose Up\ncreate table c ();\n");
        database.execute("create table a ()");

        assertThat(migrator(Formats.GOOSE).baseline("2")).isInstanceOf(BaselineOutcome.Done.class);
        assertThat(database.rows("select version_id, is_applied from goose_db_version order by id"))
                .containsExactly("0|t", "1|t", "2|t");
        assertThat(migrator(Formats.GOOSE).status().pending()).containsExactly("3");
    }

    @Test
    void the_own_format_adopts_into_the_bookkeeping() throws Exception {
        write("1_a.up.sql", "create table a ();");
        write("1_a.down.sql", "drop table a;");
        database.execute("create table a ()");

        assertThat(migrator(Formats.SLIPWAY).baseline("1"))
                .isInstanceOf(BaselineOutcome.Done.class);
        assertThat(database.rows("select version, down from slipway.migration"))
                .containsExactly("1|drop table a;");
        assertThat(migrator(Formats.SLIPWAY).baseline("1"))
                .isInstanceOf(BaselineOutcome.Refused.class);
    }

    @Test
    void a_history_is_never_adopted_over() throws Exception {
        write("1_a.sql", "create table a ();");
        write("2_b.sql", "create table b ();");
        migrator(Formats.SQLX).migrate();

        var refused = (BaselineOutcome.Refused) migrator(Formats.SQLX).baseline("2");

        assertThat(refused.exit()).isEqualTo(Exit.USAGE);
        assertThat(refused.why()).startsWith("there is a history already, and 2 migrations");
    }

    @Test
    void what_a_killed_adoption_left_is_adopted_again() throws Exception {
        write("1_a.sql", "create table a ();");
        database.execute("create table a ()");
        migrator(Formats.SQLX).baseline("1");
        database.execute("delete from _sqlx_migrations; drop schema slipway cascade");

        assertThat(migrator(Formats.SQLX).baseline("1")).isInstanceOf(BaselineOutcome.Done.class);
        assertThat(migrator(Formats.SQLX).status().state()).isEqualTo(State.READY);
    }

    @Test
    void an_empty_history_alone_is_nothing_to_adopt() throws Exception {
        write("1_a.sql", "create table a ();");
        migrator(Formats.SQLX).migrate();
        database.execute("delete from _sqlx_migrations; drop table a; drop schema slipway cascade");

        assertThat(why("1"))
                .isEqualTo("the schema public holds nothing to adopt: use slipway db migrate");
    }

    @Test
    void what_does_not_fit_is_refused_and_nothing_is_made() throws Exception {
        write("1_a.sql", "create table a ();");

        assertThat(why("1"))
                .isEqualTo("the schema public holds nothing to adopt: use slipway db migrate");
        database.execute("create table a ()");
        assertThat(why("7")).startsWith("there is no migration 7 in ");
        assertThat(why("nonsense")).startsWith("there is no migration nonsense in ");
        database.execute("create table goose_db_version (id int)");
        assertThat(why("1")).contains("has the history table goose_db_version of another tool");
        assertThat(database.rows("select to_regclass('_sqlx_migrations')")).containsExactly("null");
    }

    @Test
    void the_history_tells_who_applied_what_and_from_where() throws Exception {
        write("1_a.sql", "create table a ();");
        write("2_b.sql", "create table b ();");
        database.execute("create table a ()");
        migrator(Formats.SQLX).baseline("1");
        migrator(Formats.SQLX).migrate();

        var chronicle = migrator(Formats.SQLX).history();

        var adopted = chronicle.lines().get(0);
        assertThat(adopted.version()).isEqualTo("1");
        assertThat(adopted.by()).isEmpty();
        var applied = chronicle.lines().get(1);
        assertThat(applied.description()).isEqualTo("b");
        assertThat(applied.kind()).isEqualTo(Chronicle.Kind.APPLIED);
        assertThat(applied.by()).contains(database.url().user());
        assertThat(applied.application()).contains("slipway migrate");
        assertThat(applied.client()).contains("127.0.0.1");
        assertThat(applied.at()).isPresent();
        assertThat(applied.took()).isPresent();
    }

    @Test
    void what_may_be_code_and_what_failed_is_said() throws Exception {
        write("2_b.sql", "-- +goose Up\ncreate table b ();\n");
        migrator(Formats.GOOSE).migrate();
        database.execute("insert into goose_db_version (version_id, is_applied) values (1, true)");

        assertThat(migrator(Formats.GOOSE).history().lines())
                .extracting(line -> line.version() + " " + line.kind().word())
                .isEqualTo(List.of("1 code", "2 applied"));
    }

    @Test
    void a_database_without_a_history_has_none_to_tell() throws Exception {
        write("1_a.sql", "create table a ();");
        assertThat(migrator(Formats.SQLX).history().lines()).isEmpty();
        assertThat(migrator(Formats.SQLX).history().exit()).isEqualTo(Exit.DONE);

        database.execute("create table customer ()");

        assertThat(migrator(Formats.SQLX).history().exit()).isEqualTo(Exit.USAGE);
    }

    private String why(String version) {
        return ((BaselineOutcome.Refused) migrator(Formats.SQLX).baseline(version)).why();
    }

    private Migrator migrator(Format format) {
        return Migrator.builder()
                .database(database.url())
                .migrations(MigrationSet.of(format, folder))
                .build();
    }

    private void write(String file, String sql) throws IOException {
        Files.writeString(folder.resolve(file), sql);
    }
}
