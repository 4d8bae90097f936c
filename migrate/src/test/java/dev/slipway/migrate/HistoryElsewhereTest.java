package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Folder;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What becomes of a history that is in another schema than the migrations run in.
class HistoryElsewhereTest {

    private static final String TABLES =
            """
            select schemaname || '.' || tablename
              from pg_tables
             where schemaname in ('public', 'App', 'Ops')
             order by 1
            """;

    @TempDir private Path folder;
    private TestDatabase database;

    @BeforeEach
    void newDatabase() throws SQLException {
        database = TestDatabase.on(18);
    }

    static Stream<Format> tools() {
        return Stream.of(Formats.SQLX, Formats.GOOSE, Formats.GOLANG_MIGRATE, Formats.DBMATE);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void it_is_read_and_written_there_and_the_migrations_run_where_they_should(Format format)
            throws Exception {
        database.execute("create schema \"App\"; create schema \"Ops\"");
        SampleSet.write(format, folder, 12);

        assertThat(migrator(format).status().state()).isEqualTo(State.PENDING);
        assertThat(migrator(format).verify().missing()).isEmpty();
        assertThat(migrator(format).migrate()).isInstanceOf(Outcome.Done.class);

        assertThat(database.rows(TABLES)).containsExactly("App.line", "Ops.Versions");
        assertThat(migrator(format).status().state()).isEqualTo(State.READY);
        assertThat(migrator(format).status().schema()).isEqualTo("App");
        assertThat(migrator(format).migrate()).isEqualTo(new Outcome.Done(List.of()));
        assertThat(found().build().status().format()).isEqualTo(format.word());
        assertThat(found().build().status().state()).isEqualTo(State.READY);
    }

    @ParameterizedTest
    @MethodSource("tools")
    void a_migration_is_taken_back_with_its_row(Format format) throws Exception {
        database.execute("create schema \"App\"; create schema \"Ops\"");
        for (int i = 1; i <= 2; i++) {
            write(format, i);
        }
        migrator(format).migrate();

        assertThat(migrator(format).down(DataLoss.REFUSE)).isInstanceOf(DownOutcome.Done.class);

        assertThat(database.rows(TABLES)).containsExactly("App.t1", "Ops.Versions");
        assertThat(migrator(format).status().pending()).containsExactly("2");
    }

    @Test
    void what_another_service_keeps_in_that_schema_is_no_matter() throws Exception {
        database.execute(
                "create schema \"App\"; create schema \"Ops\"; create table \"Ops\".goose_db_version"
                        + " (id int); create table \"Ops\".\"Others\" (id int)");
        write(Formats.SQLX, 1);

        assertThat(migrator(Formats.SQLX).migrate()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void tables_without_a_history_there_are_foreign_and_can_be_adopted() throws Exception {
        database.execute(
                "create schema \"App\"; create schema \"Ops\"; create table \"App\".t1 (n int)");
        write(Formats.SQLX, 1);

        var refused = (Outcome.Refused) migrator(Formats.SQLX).migrate();

        assertThat(refused.status().problems())
                .extracting(Problem::detail)
                .containsExactly(
                        "the schema App holds tables but no Ops.Versions: adopt it with slipway db"
                                + " baseline, name the schema or table of its history, or name an empty"
                                + " schema");
        assertThat(migrator(Formats.SQLX).baseline("1")).isInstanceOf(BaselineOutcome.Done.class);
        assertThat(migrator(Formats.SQLX).status().state()).isEqualTo(State.READY);
    }

    @Test
    void a_schema_that_is_not_there_is_named() throws Exception {
        database.execute("create schema \"App\"");
        write(Formats.GOOSE, 1);

        assertThatThrownBy(migrator(Formats.GOOSE)::migrate)
                .hasMessage(
                        "there is no schema Ops in "
                                + database.url().database()
                                + ": create it first");
    }

    @Test
    void dbmate_makes_the_schema_of_its_history() throws Exception {
        database.execute("create schema \"App\"");
        write(Formats.DBMATE, 1);

        assertThat(migrator(Formats.DBMATE).migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(database.rows(TABLES)).containsExactly("App.t1", "Ops.Versions");
    }

    @ParameterizedTest
    @MethodSource
    void tools_that_keep_it_with_the_migrations_refuse(Format format) throws Exception {
        database.execute("create schema \"App\"; create schema \"Ops\"");
        SampleSet.write(format, folder, 1);

        assertThatThrownBy(migrator(format)::status)
                .hasMessageContaining("keeps its history with the migrations")
                .hasMessageContaining("schema Ops");
    }

    static Stream<Format> tools_that_keep_it_with_the_migrations_refuse() {
        return Stream.of(Formats.SLIPWAY, Formats.FLYWAY);
    }

    @Test
    void schemas_that_sqlx_is_told_to_make_are_made_before_the_history() throws Exception {
        write(Formats.SQLX, 1);

        assertThat(creating("Ops,App").status().state()).isEqualTo(State.PENDING);
        assertThat(creating("Ops,App").verify().missing()).isEmpty();
        assertThat(creating("Ops,App").migrate()).isInstanceOf(Outcome.Done.class);

        assertThat(database.rows(TABLES)).containsExactly("App.t1", "Ops.Versions");
    }

    @Test
    void one_that_is_told_of_later_is_made_with_nothing_pending() throws Exception {
        write(Formats.SQLX, 1);
        creating("Ops,App").migrate();

        assertThat(creating("Ops,App,More").migrate()).isEqualTo(new Outcome.Done(List.of()));

        assertThat(database.rows("select to_regnamespace('\"More\"') is not null"))
                .containsExactly("t");
    }

    @Test
    void a_role_that_may_not_make_them_needs_to_only_where_they_are_missing() throws Exception {
        write(Formats.SQLX, 1);
        database.execute("create schema \"App\"; create schema \"Ops\"");
        try (var admin = TestServer.of(18).superuser(database.url());
                var statement = admin.createStatement()) {
            statement.execute(
                    "alter database \"" + database.url().database() + "\" owner to postgres");
        }

        assertThat(creating("Ops,App,More").verify().missing())
                .extracting(missing -> missing.privilege() + " " + missing.on())
                .containsExactly("create database \"" + database.url().database() + "\"");
        assertThat(creating("Ops,App").migrate()).isInstanceOf(Outcome.Done.class);
    }

    private Migrator.Builder found() {
        return Migrator.builder()
                .database(database.url())
                .schema("App")
                .table("Ops.Versions")
                .migrations(folder);
    }

    private Migrator migrator(Format format) {
        return found().migrations(MigrationSet.of(format, folder)).build();
    }

    /// SQLx with `create-schemas` in its configuration.
    private Migrator creating(String schemas) {
        var settings = new Settings(Map.of("create-schemas", schemas), Map.of());
        try (var files = Folder.directory(folder)) {
            return found().migrations(Formats.SQLX.read(files, settings)).build();
        }
    }

    /// A table that can be taken back.
    private void write(Format format, int number) throws IOException {
        var up = "create table t%d (n int);\n".formatted(number);
        var down = "drop table t%d;\n".formatted(number);
        if (format.equals(Formats.GOOSE)) {
            file(number + "_t.sql", "-- +goose Up\n" + up + "-- +goose Down\n" + down);
        } else if (format.equals(Formats.DBMATE)) {
            file(number + "_t.sql", "-- migrate:up\n" + up + "-- migrate:down\n" + down);
        } else {
            file(number + "_t.up.sql", up);
            file(number + "_t.down.sql", down);
        }
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
