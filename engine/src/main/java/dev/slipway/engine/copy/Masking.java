package dev.slipway.engine.copy;

import dev.slipway.engine.postgres.PgTools;
import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// An SQL script that makes a copy fit to be looked at, run by `psql` before anything else sees it.
record Masking(Path script) {

    /// @throws CopyException with the line that failed: what it was to hide may still be there
    void run(PgTools tools, DatabaseUrl copy, Duration limit) {
        var arguments =
                List.of(
                        "--no-psqlrc",
                        "--quiet",
                        "--set=ON_ERROR_STOP=1",
                        "--file=" + script.toAbsolutePath(),
                        "--dbname=" + PgTools.named(copy));
        var run = tools.run("psql", copy, arguments, limit);
        if (!run.succeeded()) {
            throw new CopyException(
                    "masking failed, and the copy is thrown away: %s"
                            .formatted(run.lastWords().replaceFirst("^psql:", "")));
        }
    }
}
