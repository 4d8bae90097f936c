package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Identifiers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/// A session that prepares and explains, and runs nothing.
///
/// Everything happens in a transaction that is undone, inside the open one if there is one. The
/// plan is the generic one, so that the nulls which stand for the parameters decide nothing.
final class PlanningSession implements AutoCloseable {

    private static final String SESSION =
            """
            set local role none;
            set local plan_cache_mode = force_generic_plan;
            set local search_path = %s
            """;

    private static final String PREPARE =
            """
            prepare %s %s as
            %s
            """;

    private static final String SAVE = "savepoint slipway_statement";

    private static final String UNDO =
            """
            rollback to savepoint slipway_statement;
            release savepoint slipway_statement
            """;

    private final Connection connection;
    private final Undone undone;
    private final List<String> prepared = new ArrayList<>();
    private int turn;

    private PlanningSession(Connection connection, Undone undone) {
        this.connection = connection;
        this.undone = undone;
    }

    static PlanningSession open(Connection connection, String searchPath) {
        try {
            var session = new PlanningSession(connection, Undone.begin(connection));
            session.execute(SESSION.formatted(searchPath.isEmpty() ? "''" : searchPath));
            return session;
        } catch (SQLException e) {
            throw new CompatException("cannot begin to plan: " + e.getMessage(), e);
        }
    }

    Connection connection() {
        return connection;
    }

    /// Work on one statement, of which nothing remains.
    interface Work<T> {
        T work() throws SQLException;
    }

    <T> T undone(Work<T> work) throws SQLException {
        execute(SAVE);
        try {
            return work.work();
        } finally {
            undo();
        }
    }

    /// Begins anew within [#undone], after a failure.
    <T> T again(Work<T> work) throws SQLException {
        undo();
        execute(SAVE);
        return work.work();
    }

    /// A prepared statement outlives the transaction that prepared it.
    private void undo() throws SQLException {
        execute(UNDO);
        for (var name : prepared) {
            execute("deallocate " + name);
        }
        prepared.clear();
    }

    int pid() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_catalog.pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    Set<String> strings(String query) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var strings = new HashSet<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        } catch (SQLException e) {
            throw new CompatException("cannot ask about roles: " + e.getMessage(), e);
        }
    }

    void become(String role) throws SQLException {
        execute("set local role " + Identifiers.quote(role));
    }

    /// @param types of the parameters; none lets the server infer them
    /// @return the name that it is prepared under
    String prepare(List<String> types, String sql) throws SQLException {
        var name = "slipway_old_" + turn++;
        var list = types.isEmpty() ? "" : "(" + String.join(", ", types) + ")";
        execute(PREPARE.formatted(name, list, sql));
        prepared.add(name);
        return name;
    }

    Explanation explain(String run) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (var row = statement.executeQuery("explain (verbose, format json) " + run)) {
                row.next();
                return Explanation.of(row.getString(1));
            }
        }
    }

    /// Running what is prepared as `name`, with nothing for its parameters.
    static String run(String name, int parameters) {
        var nulls = new StringJoiner(", ", "execute " + name + " (", ")");
        nulls.setEmptyValue("execute " + name);
        for (int i = 0; i < parameters; i++) {
            nulls.add("null");
        }
        return nulls.toString();
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        try {
            undone.close();
        } catch (SQLException e) {
            throw new CompatException("cannot undo the planning: " + e.getMessage(), e);
        }
    }
}
