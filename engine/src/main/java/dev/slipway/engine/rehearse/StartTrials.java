package dev.slipway.engine.rehearse;

import dev.slipway.engine.start.Candidate;
import dev.slipway.engine.start.Side;
import dev.slipway.engine.start.Started;
import dev.slipway.migrate.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Starts the versions, each on a twin, where what it writes disturbs nobody.
///
/// Whoever connects to a twin finds the schema and has the rights of the role that is rehearsed.
///
/// @param copy on which everything is migrated by the time that it is looked at
/// @param role whose rights a version has; empty for those of whoever made the copy
record StartTrials(DatabaseUrl copy, Optional<String> schema, Optional<String> role) {

    private static final String FIND_SCHEMA =
            """
            select format('alter role %I in database %I set search_path = %s',
                          session_user,
                          current_database(),
                          concat_ws(', ', quote_ident(wanted),
                                    nullif(current_setting('search_path'), '')))
              from (select ?::text as wanted) w
             where wanted <> all (current_schemas(false))
            """;

    private static final String ACT_AS =
            """
            select format('alter role %I in database %I set role = %L',
                          session_user, current_database(), ?::text)
            """;

    /// The old version on the old schema and, if that is something to measure by, on the new one.
    Starts old(Candidate candidate, DatabaseUrl pristine) {
        var control = started(candidate, pristine, Side.OLD);
        var old =
                Starts.isControl(control.outcome())
                        ? Optional.of(started(candidate, copy, Side.NEW))
                        : Optional.<Started>empty();
        return new Starts(Optional.of(control), old, Optional.empty());
    }

    private Started started(Candidate candidate, DatabaseUrl original, Side side) {
        try (var twin = twin(original)) {
            return new Started(candidate.side(), side, candidate.start(twin.url()));
        }
    }

    /// A twin that a version can be started on.
    Pristine twin(DatabaseUrl original) {
        var twin = Pristine.twin(original);
        try (var connection = twin.url().connect("slipway rehearsal")) {
            if (schema.isPresent()) {
                tell(connection, FIND_SCHEMA, schema.get());
            }
            if (role.isPresent()) {
                tell(connection, ACT_AS, role.get());
            }
            return twin;
        } catch (SQLException e) {
            twin.close();
            throw new RehearseException(
                    "cannot make %s ready for a version to be started on it: %s"
                            .formatted(twin.url(), e.getMessage()),
                    e);
        }
    }

    private static void tell(Connection connection, String query, String argument)
            throws SQLException {
        try (var asked = connection.prepareStatement(query);
                var statement = connection.createStatement()) {
            asked.setString(1, argument);
            try (var row = asked.executeQuery()) {
                if (row.next()) {
                    statement.execute(row.getString(1));
                }
            }
        }
    }
}
