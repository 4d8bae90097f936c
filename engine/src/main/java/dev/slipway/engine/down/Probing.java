package dev.slipway.engine.down;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.format.Script;
import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// Runs a script on data that only the migrated schema allows: what works on the rows of today may
/// fail once the new version has written its own.
///
/// All in a transaction that is rolled back, or, where the script does not run in one, in a twin.
///
/// @param migrated a database at which the migration is applied
/// @param schema that comes first in the `search_path` of who migrates
record Probing(DatabaseUrl migrated, Optional<String> schema, Script script, Twins twins) {

    private static final String SEARCH =
            """
            select set_config('search_path',
                              concat_ws(', ', quote_ident(?), nullif(current_setting('search_path'), '')),
                              false)
            """;

    /// The data that makes the script fail, and how; empty if none does.
    ///
    /// All of it together first: a script that survives that needs no second run.
    Optional<DownVerdict.Fails> failure(List<NewData> data) throws SQLException {
        if (data.isEmpty() || ran(data).isEmpty()) {
            return Optional.empty();
        }
        var failures = new ArrayList<Failure>();
        for (var one : data) {
            ran(List.of(one)).ifPresent(failures::add);
        }
        if (failures.isEmpty()) {
            return Optional.empty();
        }
        var first = failures.getFirst();
        var once = failures.stream().map(Failure::what).collect(Collectors.joining(", or "));
        return Optional.of(new DownVerdict.Fails(first.line(), first.error(), Optional.of(once)));
    }

    private record Failure(String what, int line, String error) {}

    private Optional<Failure> ran(List<NewData> data) throws SQLException {
        if (script.transactional()) {
            return ran(data, migrated);
        }
        try (var twin = twins.of(migrated)) {
            return ran(data, twin.url());
        }
    }

    private Optional<Failure> ran(List<NewData> data, DatabaseUrl database) throws SQLException {
        try (var connection = database.connect("slipway rehearsal")) {
            search(connection);
            connection.setAutoCommit(false);
            var written = new ArrayList<String>();
            for (var one : data) {
                if (isWritten(one, connection)) {
                    written.add(one.what());
                }
            }
            if (written.isEmpty()) {
                connection.rollback();
                return Optional.empty();
            }
            if (!script.transactional()) {
                connection.commit();
                connection.setAutoCommit(true);
            }
            var failure = taken(connection, String.join(" and ", written));
            if (script.transactional()) {
                connection.rollback();
            }
            return failure;
        }
    }

    private Optional<Failure> taken(Connection connection, String what) throws SQLException {
        for (var statement : script.statements()) {
            try {
                execute(connection, statement);
            } catch (SQLException e) {
                return Optional.of(new Failure(what, statement.line(), error(e)));
            }
        }
        return Optional.empty();
    }

    private static void execute(Connection connection, Statement statement) throws SQLException {
        execute(connection, statement.sql());
        if (!connection.getAutoCommit()) {
            execute(connection, "set constraints all immediate");
        }
    }

    /// Tries one statement after the other, and undoes what did not bring the data about.
    private static boolean isWritten(NewData data, Connection connection) throws SQLException {
        for (var attempt : data.attempts()) {
            execute(connection, "savepoint slipway_new_data");
            if (isWritten(data, attempt, connection)) {
                return true;
            }
            execute(connection, "rollback to savepoint slipway_new_data");
        }
        return false;
    }

    private static boolean isWritten(NewData data, String attempt, Connection connection)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            if (statement.executeUpdate(attempt) == 0) {
                return false;
            }
            execute(connection, "set constraints all immediate");
        } catch (SQLException e) {
            return false;
        }
        return data.proof().isEmpty() || isProven(data.proof().get(), connection);
    }

    /// A query that fails proves that the data does not fit, and is undone.
    private static boolean isProven(String proof, Connection connection) throws SQLException {
        execute(connection, "savepoint slipway_proof");
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(proof)) {
            return rows.next();
        } catch (SQLException e) {
            execute(connection, "rollback to savepoint slipway_proof");
            return isOfData(e);
        }
    }

    /// Class 22: the values are wrong, and not the query.
    private static boolean isOfData(SQLException e) {
        return String.valueOf(e.getSQLState()).startsWith("22");
    }

    private void search(Connection connection) throws SQLException {
        if (schema.isPresent()) {
            try (var search = connection.prepareStatement(SEARCH)) {
                search.setString(1, schema.get());
                search.execute();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static String error(SQLException e) {
        var message =
                Optional.of(e)
                        .filter(PSQLException.class::isInstance)
                        .map(PSQLException.class::cast)
                        .map(PSQLException::getServerErrorMessage)
                        .map(ServerErrorMessage::getMessage)
                        .orElseGet(() -> String.valueOf(e.getMessage()));
        return message + " [" + e.getSQLState() + "]";
    }
}
