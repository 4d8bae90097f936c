package dev.slipway.engine.release;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.SQLException;

/// The sessions that earlier conductors of a release have in its database.
///
/// A conductor that was stopped, or whose machine cannot be reached, keeps its session and the
/// locks in it. Who holds the lease now ends that session before migrating, so that nothing is
/// waited for in vain and nothing comes back to life later.
record EarlierSessions(long release) {

    private static final String END =
            """
            select pg_terminate_backend(pid, 5000)
              from pg_stat_activity
             where datname = current_database()
               and pid <> pg_backend_pid()
               and application_name in (?, ?)
            """;

    /// What the sessions of this release call themselves.
    String application() {
        return "slipway release " + release;
    }

    /// Ends them, and returns when they are gone.
    void end(DatabaseUrl database) throws SQLException {
        try (var connection = database.connect("slipway takeover");
                var query = connection.prepareStatement(END)) {
            query.setString(1, application());
            query.setString(2, application() + " lock");
            query.execute();
        }
    }
}
