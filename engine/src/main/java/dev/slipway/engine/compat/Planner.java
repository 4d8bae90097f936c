package dev.slipway.engine.compat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.postgresql.util.PSQLException;

/// Has the server prepare and plan statements, and never runs one.
///
/// Planning matters: `on conflict` finds its unique index only then.
final class Planner implements AutoCloseable {

    /// The kinds that `prepare` takes, by their first word.
    private static final Set<String> PLANNED =
            Set.of("select", "insert", "update", "delete", "merge", "values", "with", "table", "(");

    private static final String INTEGRITY_CLASS = "23";

    /// Errors that say something about the server's day and nothing about the statement.
    private static final Set<String> WORLD_CLASSES = Set.of("08", "40", "53", "57", "58");

    private static final Set<String> WORLD = Set.of("55P03", "55006");

    private final PlanningSession session;
    private final Description description;

    private Planner(PlanningSession session) {
        this.session = session;
        this.description = new Description(session.connection());
    }

    /// Plans as a session with this `search_path` does, whatever the connection's own is now. What
    /// it sees of types must not change until it is closed.
    static Planner open(Connection connection, String searchPath) {
        return new Planner(PlanningSession.open(connection, searchPath));
    }

    /// That the server has.
    Set<String> roles() {
        return session.strings("select rolname from pg_catalog.pg_roles");
    }

    PlanningSession session() {
        return session;
    }

    Plan plan(OldStatement statement) {
        var first = firstWord(statement.sql());
        if (!PLANNED.contains(first)) {
            return new Plan.Unplannable(
                    first + " is a session or utility statement, which the server does not plan");
        }
        try {
            return session.undone(() -> planned(statement, List.of()));
        } catch (SQLException e) {
            return failed(statement, e);
        }
    }

    /// A null for a parameter of a domain is refused when the domain says so, although planning
    /// does not need it: then the parameters are declared with the types under the domains.
    private Plan planned(OldStatement statement, List<String> declared) throws SQLException {
        if (statement.role().isPresent()) {
            session.become(statement.role().get());
        }
        var name = session.prepare(declared, statement.sql());
        var types =
                statement.sql().contains("$") ? description.parameters(name) : List.<String>of();
        var run = PlanningSession.run(name, types.size());
        try {
            var explained = session.explain(run);
            var shape = new Shape(types, description.columns(run));
            return new Plan.Works(shape, explained);
        } catch (SQLException e) {
            if (!state(e).startsWith(INTEGRITY_CLASS) || types.isEmpty() || !declared.isEmpty()) {
                throw e;
            }
        }
        return session.again(() -> planned(statement, types));
    }

    @Override
    public void close() {
        session.close();
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
}
