package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is told of many schemas, whatever the server's version: the same as of each alone.
@OnEachServer
class TenantsTest {

    private static final int MIGRATIONS = 12;
    private static final int HUNDREDS = 400;

    private final TestServer server;
    @TempDir private Path folder;
    private DatabaseUrl url;

    TenantsTest(int major) {
        server = TestServer.of(major);
    }

    @BeforeEach
    void newDatabase() throws SQLException {
        url = server.newDatabase();
    }

    static Stream<Format> formats() {
        return Formats.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void many_schemas_stand_where_each_stands_by_itself(Format format) throws Exception {
        SampleSet.write(format, folder, MIGRATIONS);
        var set = MigrationSet.of(format, folder);
        var schemas =
                IntStream.range(0, 12).mapToObj(number -> "Tenant \"" + number + "\"").toList();
        for (int i = 0; i < schemas.size(); i++) {
            create(set, schemas.get(i), i);
        }
        Files.delete(folder.resolve(lastFile()));
        var older = MigrationSet.of(format, folder);

        assertSameAsAlone(set, schemas);
        assertSameAsAlone(older, schemas);
        assertThat(tenants(set).status(schemas).ready())
                .containsExactlyElementsOf(
                        IntStream.range(0, 12)
                                .filter(i -> i % 5 > 1)
                                .mapToObj(schemas::get)
                                .toList());
    }

    @Test
    void one_that_is_dirty_or_changed_is_not_ready() throws Exception {
        SampleSet.write(Formats.SQLX, folder, MIGRATIONS);
        var set = MigrationSet.of(Formats.SQLX, folder);
        for (var schema : List.of("a", "b", "c", "d")) {
            create(set, schema, 4);
        }
        execute("update b._sqlx_migrations set success = false where version = 3");
        execute("update c._sqlx_migrations set checksum = 'x' where version = 12");
        execute("update d._sqlx_migrations set installed_on = now() - interval '1 year'");

        var standings = tenants(set).status(List.of("d", "c", "b", "a"));

        assertThat(standings.ready()).containsExactly("d", "a");
        assertThat(states(standings)).isEqualTo(Map.of("b", State.DIRTY, "c", State.DRIFT));
    }

    @Test
    void what_only_the_book_knows_is_told() throws Exception {
        SampleSet.write(Formats.GOOSE, folder, MIGRATIONS);
        var set = MigrationSet.of(Formats.GOOSE, folder);
        for (var schema : List.of("a", "b", "c")) {
            create(set, schema, 4);
        }
        execute(
                """
                update slipway.migration set fingerprint = 'x', normalised = 'x'
                 where history like '"b"%'
                """);
        execute("delete from b.goose_db_version where version_id = 1");
        execute("insert into b.goose_db_version (version_id, is_applied) values (1, true)");

        var standings = tenants(set).status(List.of("a", "b", "c"));

        assertThat(standings.ready()).containsExactly("a", "c");
        assertThat(states(standings)).isEqualTo(Map.of("b", State.DRIFT));
    }

    @Test
    void one_without_history_and_one_that_does_not_exist_are_told() throws Exception {
        SampleSet.write(Formats.SQLX, folder, MIGRATIONS);
        var set = MigrationSet.of(Formats.SQLX, folder);
        create(set, "ready", 4);
        execute("create schema empty");
        execute("create schema strange; create table strange.thing ()");

        var standings = tenants(set).status(List.of("nowhere", "empty", "strange", "ready"));

        assertThat(standings.ready()).containsExactly("ready");
        assertThat(states(standings))
                .isEqualTo(Map.of("empty", State.PENDING, "strange", State.FOREIGN));
        assertThat(standings.unknown().get("nowhere")).contains("there is no schema nowhere");
    }

    @Test
    void one_that_may_not_be_read_does_not_hide_the_others() throws Exception {
        SampleSet.write(Formats.SQLX, folder, MIGRATIONS);
        var set = MigrationSet.of(Formats.SQLX, folder);
        create(set, "mine", 4);
        try (var admin = server.superuser(url);
                var statement = admin.createStatement()) {
            statement.execute(
                    """
                    create schema theirs;
                    create table theirs._sqlx_migrations (like mine._sqlx_migrations including all)
                    """);
        }

        var standings = tenants(set).status(List.of("theirs", "mine"));

        assertThat(standings.ready()).containsExactly("mine");
        assertThat(standings.unknown().get("theirs")).contains("permission denied");
    }

    @Test
    void hundreds_are_asked_in_several_sessions() throws Exception {
        var schemas = hundreds();

        var standings = tenants(set(Formats.SQLX)).status(schemas);

        assertThat(standings.ready()).hasSize(HUNDREDS - 1);
        assertThat(states(standings)).isEqualTo(Map.of("t_201", State.DIRTY));
    }

    @Test
    void hundreds_are_asked_by_a_role_that_may_have_one_session() throws Exception {
        var schemas = hundreds();
        var target = migrator(set(Formats.SQLX)).target();
        try (var admin = server.superuser(url);
                var statement = admin.createStatement()) {
            statement.execute("alter role \"%s\" connection limit 1".formatted(url.user()));
            Eventually.holds("earlier sessions have ended", () -> sessions(statement) == 0);
        }

        var digests = new TenantSessions(target, set(Formats.SQLX)).digests(schemas);

        assertThat(digests).containsOnlyKeys(schemas);
    }

    private long sessions(Statement statement) throws SQLException {
        try (var row =
                statement.executeQuery(
                        "select count(*) from pg_stat_activity where usename = '%s'"
                                .formatted(url.user()))) {
            row.next();
            return row.getLong(1);
        }
    }

    /// All with the same history, but for one.
    private List<String> hundreds() throws Exception {
        SampleSet.write(Formats.SQLX, folder, MIGRATIONS);
        create(set(Formats.SQLX), "t_1", 4);
        execute(
                """
                do $$
                begin
                    for i in 2..%d loop
                        execute format('create schema t_%%s', i);
                        execute format('create table t_%%s._sqlx_migrations
                                        (like t_1._sqlx_migrations including all)', i);
                        execute format('insert into t_%%s._sqlx_migrations
                                        select * from t_1._sqlx_migrations', i);
                        insert into slipway.migration
                        select replace(history, 't_1', 't_' || i), version, description, file, kind,
                               fingerprint, normalised, down, took_ms, applied_at, applied_by,
                               application, client
                          from slipway.migration
                         where history like '%%"t_1"%%';
                    end loop;
                end
                $$
                """
                        .formatted(HUNDREDS));
        execute("update t_201._sqlx_migrations set success = false where version = 3");
        return IntStream.rangeClosed(1, HUNDREDS).mapToObj(i -> "t_" + i).toList();
    }

    private MigrationSet set(Format format) {
        return MigrationSet.of(format, folder);
    }

    private void assertSameAsAlone(MigrationSet set, List<String> schemas) {
        var standings = tenants(set).status(schemas);
        for (var schema : schemas) {
            var alone = migrator(set).schema(schema).build().status();
            if (alone.state() == State.READY) {
                assertThat(standings.ready()).contains(schema);
            } else {
                assertThat(standings.notReady()).containsEntry(schema, alone);
            }
        }
        assertThat(standings.ready().size() + standings.notReady().size())
                .isEqualTo(schemas.size());
    }

    private static Map<String, State> states(Tenants.Standings standings) {
        return standings.notReady().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().state()));
    }

    /// Two of five are not finished.
    private void create(MigrationSet set, String schema, int number) throws SQLException {
        execute("create schema \"" + schema.replace("\"", "\"\"") + "\"");
        var migrator = migrator(set).schema(schema);
        if (number % 5 == 1) {
            migrator.stopAt(set.migrations().get(number % 10).version());
        }
        if (number % 5 > 0) {
            assertThat(migrator.build().migrate()).isInstanceOf(Outcome.Done.class);
        }
    }

    private Tenants tenants(MigrationSet set) {
        return Tenants.of(migrator(set), set);
    }

    private Migrator.Builder migrator(MigrationSet set) {
        return Migrator.builder().database(url).migrations(set);
    }

    private String lastFile() throws IOException {
        try (var files = Files.list(folder)) {
            return new ArrayList<>(
                            files.map(file -> file.getFileName().toString()).sorted().toList())
                    .get(MIGRATIONS - 1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = url.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
