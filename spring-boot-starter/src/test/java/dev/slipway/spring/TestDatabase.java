package dev.slipway.spring;

import dev.slipway.migrate.DatabaseUrl;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// A database whose owner is no superuser, and whose name needs quotes.
record TestDatabase(EmbeddedPostgres server, String name) {

    static final String OWNER = "shop owner";
    static final String PASSWORD = "hunter2 & more%";

    private static final String CREATE_OWNER =
            """
            do $$
            begin
              if not exists (select from pg_roles where rolname = 'shop owner') then
                create role "shop owner" login password 'hunter2 & more%';
              end if;
            end
            $$
            """;

    private static final String END_SESSIONS =
            """
            select pg_terminate_backend(pid)
              from pg_stat_activity
             where datname = current_setting('slipway.gone')
            """;

    static TestDatabase create(EmbeddedPostgres server, String name) {
        var database = new TestDatabase(server, name);
        database.asSuperuser(
                CREATE_OWNER, "create database \"" + name + "\" owner \"" + OWNER + "\"");
        return database;
    }

    /// Without user and password.
    String jdbcUrl() {
        return "jdbc:postgresql://localhost:%d/%s?sslmode=disable"
                .formatted(server.getPort(), DatabaseUrl.encode(name));
    }

    /// What Spring is told of it.
    Map<String, String> properties() {
        return Map.of(
                "spring.datasource.url", jdbcUrl(),
                "spring.datasource.username", OWNER,
                "spring.datasource.password", PASSWORD);
    }

    DatabaseUrl url() {
        return DatabaseUrl.parse(jdbcUrl(), Map.of("PGUSER", OWNER, "PGPASSWORD", PASSWORD));
    }

    Connection connect() {
        try {
            return url().connect("test");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// The first column of the first row.
    String ask(String query) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /// As if its server were stopped, for those who use this database alone.
    void goAway() {
        asSuperuser(
                "alter database \"" + name + "\" with allow_connections false",
                "set slipway.gone = '" + name + "'",
                END_SESSIONS);
    }

    void comeBack() {
        asSuperuser("alter database \"" + name + "\" with allow_connections true");
    }

    private void asSuperuser(String... statements) {
        try (var admin = server.getPostgresDatabase().getConnection();
                var statement = admin.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
