package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.Versions;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VersionsTest {

    @ParameterizedTest
    @MethodSource("versions")
    void every_query_can_be_planned_on_the_schema_of_its_version(String version)
            throws SQLException {
        check(version, migrated(version));
    }

    static List<String> versions() {
        return Versions.ALL;
    }

    @Test
    void every_query_of_1_0_0_can_be_planned_on_the_schema_of_1_1_0() throws SQLException {
        check("1.0.0", migrated("1.1.0"));
    }

    @Test
    void of_1_2_0_only_what_writes_a_name_of_a_member_does_not_fit_1_3_0() {
        var database = migrated("1.3.0");

        assertThatThrownBy(() -> check("1.2.0", database))
                .isInstanceOf(WebException.class)
                .hasMessageStartingWith(
                        "queries/member_put.sql does not fit the schema of the database: ERROR: column"
                                + " \"display_name\" of relation \"member\" does not exist");
        assertThat(unplannable("1.2.0", database))
                .containsExactly(
                        "queries/member_put.sql 42703", "queries/member_register.sql 42703");
    }

    @Test
    void of_1_3_0_only_the_upsert_of_a_member_does_not_fit_1_4_0() {
        assertThat(unplannable("1.3.0", migrated("1.4.0")))
                .containsExactly("queries/member_put.sql 42703");
    }

    @Test
    void every_query_of_1_4_0_fits_1_5_0() {
        assertThat(unplannable("1.4.0", migrated("1.5.0"))).isEmpty();
    }

    @Test
    void every_file_of_queries_is_one_that_the_code_runs() throws IOException {
        var known = Arrays.stream(Query.values()).map(Query::file).toList();
        for (var version : Versions.ALL) {
            assertThat(names(Versions.folder(version).resolve("queries")))
                    .allSatisfy(name -> assertThat(known).contains("queries/" + name));
        }
    }

    @Test
    void a_later_version_has_the_migrations_of_the_earlier_ones_unchanged() throws IOException {
        for (var folder : List.of("migrations", "goose")) {
            for (int i = 1; i < Versions.ALL.size(); i++) {
                assertThat(files(Versions.ALL.get(i), folder))
                        .containsAllEntriesOf(files(Versions.ALL.get(i - 1), folder));
            }
        }
    }

    @Test
    void only_the_concurrent_index_and_the_backfill_run_outside_a_transaction() {
        assertThat(
                        MigrationSet.of(
                                        Formats.SQLX,
                                        Versions.folder("2.0.0").resolve("migrations"))
                                .migrations())
                .filteredOn(migration -> !migration.transactional())
                .extracting(Migration::file)
                .containsExactly(
                        "20261012084000_index_room_events_by_time.up.sql",
                        "20261012084500_fill_room_slug.up.sql");
    }

    private static DatabaseUrl migrated(String version) {
        var database = TestDatabase.create();
        var set = MigrationSet.fromClassPath(Formats.SQLX, Versions.loader(version), "migrations");
        assertThat(Migrator.builder().database(database).migrations(set).build().migrate())
                .isInstanceOf(Outcome.Done.class);
        return database;
    }

    private static void check(String version, DatabaseUrl database) throws SQLException {
        try (var connection = database.connect("test")) {
            Queries.load(Versions.loader(version)).check(connection);
        }
    }

    /// Each on a connection of its own, so that one failure does not hide the next.
    private static List<String> unplannable(String version, DatabaseUrl database) {
        var queries = Queries.load(Versions.loader(version));
        return Arrays.stream(Query.values())
                .filter(queries::has)
                .flatMap(query -> plan(query, queries.sql(query), database).stream())
                .toList();
    }

    private static List<String> plan(Query query, Sql sql, DatabaseUrl database) {
        try (var connection = database.connect("test");
                var statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare it as " + sql.text());
            statement.execute("explain execute it" + Queries.nulls(sql.parameters()));
            return List.of();
        } catch (SQLException e) {
            return List.of(query.file() + " " + e.getSQLState());
        }
    }

    private static Map<String, String> files(String version, String name) throws IOException {
        var folder = Versions.folder(version).resolve(name);
        var files = new TreeMap<String, String>();
        for (var file : names(folder)) {
            files.put(file, Files.readString(folder.resolve(file)));
        }
        return files;
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
