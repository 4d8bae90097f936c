package dev.slipway.migrate;

import dev.slipway.migrate.sql.Identifiers;
import dev.slipway.migrate.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/// Whom the migrating session acts as and where it looks for names, and whether what ran since may
/// have changed that.
///
/// A script may leave its own role and `search_path` behind, as one that `pg_dump` wrote does. What
/// is written of it is written as before, and the next script begins as the first did. A script
/// that names nothing of the kind costs nothing for this.
final class Footing {

    /// What changes it, wherever it stands: also in the body of a block.
    private static final Pattern CHANGE =
            Pattern.compile(
                    "\\b(?:set_config|discard|reset)\\b|\\bset\\s+(?:local\\s+|session\\s+)?\"?"
                            + "(?:role|authorization|search_path|schema|statement_timeout"
                            + "|idle_in_transaction_session_timeout|idle_session_timeout"
                            + "|client_connection_check_interval)\\b",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern AUTHORIZATION =
            Pattern.compile("\\bauthorization\\b|\\bdiscard\\b", Pattern.CASE_INSENSITIVE);

    /// Without a snapshot, which would be too early for a script that sets its isolation level.
    private static final List<String> READ =
            List.of("show session_authorization", "show role", "show search_path");

    private static final String NO_ROLE = "none";

    private static final String SEARCH_PATH =
            """
            select pg_catalog.set_config('search_path', ?, false)
            """;

    private final Connection connection;
    private Optional<Found> found = Optional.empty();
    private Optional<String> reported;
    private boolean changed;
    private boolean reauthorized;

    /// @param connection as it was made ready
    Footing(Connection connection) throws SQLException {
        this.connection = connection;
        this.reported = reported();
    }

    /// How it stood before anything changed it.
    ///
    /// @param role `none` where it acts as the user of the session
    private record Found(String session, String role, String searchPath) {

        String user() {
            return role.equals(NO_ROLE) ? session : role;
        }
    }

    /// What the server tells by itself, if it is one that does.
    private Optional<String> reported() throws SQLException {
        return Optional.ofNullable(
                connection.unwrap(PGConnection.class).getParameterStatus("search_path"));
    }

    /// Sees each statement before it runs.
    void runs(String sql) throws SQLException {
        if (!CHANGE.matcher(sql).find()) {
            return;
        }
        if (!changed) {
            found = Optional.of(read());
            changed = true;
        }
        reauthorized |= AUTHORIZATION.matcher(sql).find();
    }

    private Found read() throws SQLException {
        var shown = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            boolean more = statement.execute(String.join(";", READ));
            while (more) {
                try (var row = statement.getResultSet()) {
                    row.next();
                    shown.add(row.getString(1));
                }
                more = statement.getMoreResults();
            }
        }
        return new Found(shown.get(0), shown.get(1), shown.get(2));
    }

    /// What must stand before what is written in the transaction that is open.
    List<Write> regained() {
        if (!changed || found.isEmpty()) {
            return List.of();
        }
        var writes = new ArrayList<Write>();
        if (reauthorized) {
            writes.add(
                    Write.of(
                            "set local session authorization "
                                    + Identifiers.quote(found.get().session())));
        }
        writes.add(Write.of("set local role " + Identifiers.quote(found.get().user())));
        return writes;
    }

    /// Whether the session may stand elsewhere now.
    boolean isLeft() throws SQLException {
        return changed || !reported.equals(reported());
    }

    /// Takes what a script left as where the next ones begin.
    void adopt() throws SQLException {
        changed = false;
        reauthorized = false;
        found = Optional.empty();
        reported = reported();
    }

    /// Brings the session back to where it stood, if it may have left that.
    void restore() throws SQLException {
        if (changed) {
            Write.send(connection, back(found.orElseThrow()));
        } else if (!reported.equals(reported())) {
            Write.send(connection, List.of(Write.of(SEARCH_PATH, reported.orElseThrow())));
        }
        adopt();
    }

    private List<Write> back(Found before) {
        var writes = new ArrayList<Write>();
        if (reauthorized) {
            writes.add(
                    Write.of("set session authorization " + Identifiers.quote(before.session())));
        }
        writes.add(
                Write.of(
                        "set role "
                                + (before.role().equals(NO_ROLE)
                                        ? NO_ROLE
                                        : Identifiers.quote(before.role()))));
        writes.add(Write.of(Surroundings.LIFETIME));
        writes.add(Write.of(SEARCH_PATH, reported.orElse(before.searchPath())));
        return writes;
    }
}
