package dev.slipway.engine.copy;

import dev.slipway.engine.postgres.PgTools;
import dev.slipway.engine.postgres.ToolRun;
import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Brings a dump back into a database that is there and empty.
///
/// Subscriptions stay out, so that a copy never connects to what the source listens to.
///
/// @param owners whether the roles that own and may use things are there too
record Restoring(PgTools tools, DatabaseUrl copy, boolean owners, Duration limit) {

    private static final List<String> STRANGERS = List.of("--no-owner", "--no-privileges");

    /// In `pg_dump`'s custom format, or a directory.
    ToolRun archive(Path dump) {
        return restore(dump, List.of("--no-subscriptions", "--jobs=2"));
    }

    ToolRun tar(Path dump) {
        return restore(dump, List.of("--no-subscriptions"));
    }

    /// Foreign keys are there already: for tables that have none.
    ToolRun rows(Path dump) {
        return restore(dump, List.of("--data-only"));
    }

    private ToolRun restore(Path dump, List<String> how) {
        var arguments = new ArrayList<>(how);
        arguments.add("--exit-on-error");
        if (!owners) {
            arguments.addAll(STRANGERS);
        }
        arguments.add("--dbname=" + PgTools.named(copy));
        arguments.add(dump.toString());
        return tools.run("pg_restore", copy, arguments, limit);
    }

    ToolRun plain(Path sql) {
        var arguments =
                List.of(
                        "--no-psqlrc",
                        "--quiet",
                        "--output=/dev/null",
                        "--set=ON_ERROR_STOP=1",
                        "--file=" + sql.toAbsolutePath(),
                        "--dbname=" + PgTools.named(copy));
        return tools.run("psql", copy, arguments, limit);
    }
}
