package dev.slipway.engine.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementCountsTest {

    private static final String BASE =
            """
            create extension pg_stat_statements;
            create table room (id bigserial primary key, name text not null, slug text, seen timestamptz);
            grant select, insert, update on room to "App User";
            grant usage on sequence room_id_seq to "App User"
            """;

    private Server server;

    @BeforeAll
    void start(@TempDir Path folder) {
        var settings = Map.of("fsync", "off", "shared_preload_libraries", "pg_stat_statements");
        var binaries = Binaries.find(15, folder.resolve("binaries"));
        server = Server.start(binaries, folder.resolve("server"), settings);
        server.createRole("App User");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void what_a_role_sends_is_read_with_its_calls_and_checked_as_that_role() throws SQLException {
        try (var connection = database("counts")) {
            service(connection, "insert into room (name) values ('x')", 3);
            service(connection, "select slug from room where id = 1", 5);

            var old = StatementCounts.read(connection).oldSql();
            var result = judged(connection, old, "alter table room drop slug");

            assertThat(result.broken())
                    .singleElement()
                    .satisfies(broken -> {
                        assertThat(broken.statement().sql())
                                .isEqualTo("select slug from room where id = $1");
                        assertThat(broken.statement().role()).contains("App User");
                        assertThat(broken.statement().calls()).hasValue(5);
                        assertThat(broken.error())
                                .isEqualTo("column \"slug\" does not exist [42703]");
                    });
            assertThat(result.calls().checked()).isGreaterThanOrEqualTo(8);
        }
    }

    @Test
    void a_right_that_its_role_loses_breaks_what_that_role_sends() throws SQLException {
        try (var connection = database("rights")) {
            service(connection, "update room set name = 'y' where id = 1", 1);

            var old = StatementCounts.read(connection).oldSql();
            var result = judged(connection, old, "revoke update on room from \"App User\"");

            assertThat(result.broken())
                    .extracting(Broken::error)
                    .containsExactly("permission denied for table room [42501]");
        }
    }

    @Test
    void what_was_not_called_between_two_readings_is_stale_and_breaks_nothing()
            throws SQLException {
        try (var connection = database("stale")) {
            service(connection, "select slug from room", 4);
            service(connection, "select name from room", 1);
            var first = StatementCounts.read(connection);
            service(connection, "select name from room", 2);

            var old = StatementCounts.read(connection).since(first);
            var result = judged(connection, old, "alter table room drop slug");

            assertThat(result.broken()).isEmpty();
            assertThat(old.stale())
                    .extracting(OldStatement::sql)
                    .contains("select slug from room")
                    .doesNotContain("select name from room");
            assertThat(old.statements())
                    .filteredOn(one -> one.sql().equals("select name from room"))
                    .extracting(one -> one.calls().orElse(0))
                    .containsExactly(2L);
        }
    }

    @Test
    void a_text_that_cannot_be_planned_is_unchecked_and_too_many_of_them_decide_nothing()
            throws SQLException {
        try (var connection = database("normalised")) {
            service(connection, "select name from room where id = 1", 95);
            service(connection, "select name from room where seen > now() - interval '1 day'", 5);

            var few = judged(connection, StatementCounts.read(connection).oldSql(), "select 1");
            service(connection, "select name from room where seen > now() - interval '1 day'", 15);
            var many = judged(connection, StatementCounts.read(connection).oldSql(), "select 1");

            assertThat(few.unchecked())
                    .extracting(unchecked -> unchecked.statement().sql())
                    .containsExactly("select name from room where seen > now() - interval $1");
            assertThat(few.skipped()).noneMatch(one -> one.statement().sql().startsWith("select"));
            assertThat(few.conclusive()).isTrue();
            assertThat(many.conclusive()).isFalse();
            assertThat(many.calls().unchecked()).isEqualTo(20);
        }
    }

    @Test
    void a_role_that_the_copy_lacks_is_told() throws SQLException {
        try (var connection = database("roles")) {
            var old = new OldSql(List.of(new OldStatement("a.sql", "select slug from room")));

            var result = judged(connection, old.under("nobody"), "alter table room drop slug");

            assertThat(result.broken()).hasSize(1);
            assertThat(result.caveats())
                    .containsExactly(
                            "what nobody may do was not checked: the copy lacks it, or its rights");
        }
    }

    @Test
    void a_database_without_the_counts_says_what_to_do() throws SQLException {
        server.createDatabase("without");
        try (var connection = server.url("without").connect("test")) {
            assertThatThrownBy(() -> StatementCounts.read(connection))
                    .isInstanceOf(OldSqlException.class)
                    .hasMessageContaining("it is not installed")
                    .hasMessageContaining("shared_preload_libraries");
        }
    }

    private Connection database(String name) throws SQLException {
        server.createDatabase(name);
        var connection = server.url(name).connect("test");
        tell(connection, BASE);
        return connection;
    }

    private static void service(Connection connection, String sql, int times) throws SQLException {
        tell(connection, "set role \"App User\"");
        for (int i = 0; i < times; i++) {
            tell(connection, sql);
        }
        tell(connection, "reset role");
    }

    private static CompatResult judged(Connection connection, OldSql old, String migration)
            throws SQLException {
        tell(connection, "begin");
        try {
            var compat = Compat.before(connection, old);
            tell(connection, migration);
            return compat.after(connection);
        } finally {
            tell(connection, "rollback");
        }
    }

    private static void tell(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
