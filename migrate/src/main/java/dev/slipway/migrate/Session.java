package dev.slipway.migrate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Makes a session fit to migrate: its role, its schema, and no time limit on the work itself.
record Session(Connection connection) {

    private static final String NO_LIMITS =
            """
            select set_config('statement_timeout', '0', false),
                   set_config('idle_in_transaction_session_timeout', '0', false),
                   set_config('idle_session_timeout', '0', false)
            """;

    private static final String SEARCH =
            """
            select set_config('search_path',
                              concat_ws(', ', quote_ident(?), nullif(current_setting('search_path'), '')),
                              false)
            """;

    void prepare(Optional<String> role, Optional<String> schema) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(NO_LIMITS);
            if (role.isPresent()) {
                statement.execute("set role " + Identifiers.quote(role.get()));
            }
        }
        if (schema.isPresent()) {
            try (var search = connection.prepareStatement(SEARCH)) {
                search.setString(1, schema.get());
                search.execute();
            }
        }
    }
}
