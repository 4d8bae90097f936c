package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.report.Exit;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The SQL of one version, by [Query].
final class Queries {

    private final Map<Query, Sql> statements;

    private Queries(Map<Query, Sql> statements) {
        this.statements = statements;
    }

    static Queries load(ClassLoader loader) {
        var statements = new EnumMap<Query, Sql>(Query.class);
        for (var query : Query.values()) {
            var sql = read(loader, query.file()).map(Sql::parse);
            if (sql.isEmpty() && query.required()) {
                throw new WebException(
                        Exit.FAILED,
                        "The class path has no " + query.file() + ": build the version again.");
            }
            sql.ifPresent(found -> statements.put(query, found));
        }
        return new Queries(statements);
    }

    boolean has(Query query) {
        return statements.containsKey(query);
    }

    Sql sql(Query query) {
        return Optional.ofNullable(statements.get(query))
                .orElseThrow(() -> new IllegalArgumentException("this version has no " + query));
    }

    /// Has the server plan every statement, so that a version whose SQL does not fit the schema
    /// stops at start. Preparing is not enough: an `on conflict` without its unique constraint is
    /// only noticed when it is planned.
    void check(Connection connection) {
        statements.forEach((query, sql) -> plan(connection, query, sql));
    }

    private static void plan(Connection connection, Query query, Sql sql) {
        try (var statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare matinee_check as " + sql.text());
            statement.execute("explain execute matinee_check" + nulls(sql.parameters()));
            statement.execute("deallocate matinee_check");
        } catch (SQLException e) {
            throw new WebException(
                    Exit.FAILED,
                    query.file()
                            + " does not fit the schema of the database: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + ". Run a version that fits, or migrate.",
                    e);
        }
    }

    static String nulls(int count) {
        return count == 0 ? "" : "(" + String.join(", ", Collections.nCopies(count, "null")) + ")";
    }

    private static Optional<String> read(ClassLoader loader, String file) {
        try (var stream = loader.getResourceAsStream(file)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), UTF_8));
        } catch (IOException e) {
            throw new WebException(
                    Exit.FAILED, "Could not read " + file + ": " + e.getMessage(), e);
        }
    }
}
