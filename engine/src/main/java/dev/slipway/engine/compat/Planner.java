package dev.slipway.engine.compat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import org.postgresql.util.PSQLException;

/// Has the server prepare and plan statements, and never runs one.
///
/// Planning matters: `on conflict` finds its unique index only then. The plan is the generic one,
/// so that the nulls which stand for the parameters decide nothing. Everything happens in a
/// transaction that is undone, inside the open one if there is one.
final class Planner {

    /// The kinds that `prepare` takes, by their first word.
    private static final Set<String> PLANNED =
            Set.of("select", "insert", "update", "delete", "merge", "values", "with", "table", "(");

    private static final String INTEGRITY_CLASS = "23";

    /// Errors that say something about the server's day and nothing about the statement.
    private static final Set<String> WORLD_CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final Set<String> WORLD = Set.of("55P03", "55006");

    private static final String SESSION =
            """
            set local role none;
            set local plan_cache_mode = force_generic_plan;
            set local search_path = %s
            """;

    private final Connection connection;
    private final String session;
    private int turn;
    private boolean prepared;

    /// Plans as a session with this `search_path` does, whatever the connection's own is now.
    Planner(Connection connection, String searchPath) {
        this.connection = connection;
        this.session = SESSION.formatted(searchPath.isEmpty() ? "''" : searchPath);
    }

    Plan plan(OldStatement statement) {
        var first = firstWord(statement.sql());
        if (!PLANNED.contains(first)) {
            return new Plan.Unplannable(
                    first + " is a session or utility statement, which the server does not plan");
        }
        var name = "slipway_old_" + turn++;
        try {
            return new Plan.Works(undoneShape(name, statement.sql()));
        } catch (SQLException e) {
            return failed(statement, e);
        }
    }

    private Shape undoneShape(String name, String sql) throws SQLException {
        try (var undone = Undone.begin(connection)) {
            execute(session);
            return shape(name, sql, undone);
        } finally {
            deallocate(name);
        }
    }

    /// A null for a parameter of a domain is refused when the domain says so, although planning
    /// does not need it: then the parameters are declared with the types under the domains.
    private Shape shape(String name, String sql, Undone undone) throws SQLException {
        prepare(name, "", sql);
        var description = new Description(connection);
        var types = description.parameters(name);
        var run = run(name, types.size());
        try {
            execute("explain " + run);
        } catch (SQLException e) {
            if (!state(e).startsWith(INTEGRITY_CLASS) || types.isEmpty()) {
                throw e;
            }
            undone.again();
            execute(session);
            deallocate(name);
            prepare(name, "(" + String.join(", ", types) + ")", sql);
            execute("explain " + run);
        }
        return new Shape(types, description.columns(run));
    }

    private void prepare(String name, String types, String sql) throws SQLException {
        execute("prepare %s %s as\n%s\n".formatted(name, types, sql));
        prepared = true;
    }

    /// A prepared statement outlives the transaction that prepared it.
    private void deallocate(String name) throws SQLException {
        if (prepared) {
            execute("deallocate " + name);
            prepared = false;
        }
    }

    private static String run(String name, int parameters) {
        var nulls = new StringJoiner(", ", "execute " + name + " (", ")");
        nulls.setEmptyValue("execute " + name);
        for (int i = 0; i < parameters; i++) {
            nulls.add("null");
        }
        return nulls.toString();
    }

    private static Plan failed(OldStatement statement, SQLException e) {
        if (ofTheWorld(state(e))) {
            throw new CompatException(
                    "cannot plan %s: %s".formatted(statement.source(), e.getMessage()), e);
        }
        return new Plan.Fails("%s [%s]".formatted(message(e), state(e)));
    }

    private static boolean ofTheWorld(String state) {
        return state.length() < 2
                || WORLD_CLASSES.contains(state.substring(0, 2))
                || WORLD.contains(state);
    }

    private static String message(SQLException e) {
        var server = e instanceof PSQLException known ? known.getServerErrorMessage() : null;
        return server == null
                ? String.valueOf(e.getMessage())
                : String.valueOf(server.getMessage());
    }

    private static String state(SQLException e) {
        var state = e.getSQLState();
        return state == null ? "" : state;
    }

    private static String firstWord(String sql) {
        int end = 0;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return sql.substring(0, Math.max(end, Math.min(1, sql.length()))).toLowerCase(Locale.ROOT);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
