package dev.slipway.engine.start;

import dev.slipway.migrate.DatabaseUrl;
import java.time.Duration;
import java.util.List;

/// A version of a service that can be started, and what shows that it works.
///
/// Its commands and its checks are run by `sh -c`, in the folder and the environment of this
/// process, where `DATABASE_URL` and libpq's variables name the database, `PORT` is a free port and
/// `SLIPWAY_VERSION` is the [Side].
///
/// @param command that becomes the service, or waits for it
/// @param checks commands that end with 0 when what they look at is as it should be
/// @param limit until it is ready, and for each check
public record Candidate(
        Side side, String command, List<String> checks, Readiness readiness, Duration limit) {

    public Candidate {
        checks = List.copyOf(checks);
    }

    /// Starts it, makes the checks, and ends it with all that it started. The database is changed
    /// by whatever they do.
    public StartOutcome start(DatabaseUrl database) {
        return new Attempt(this, Surroundings.of(side, database)).run();
    }
}
