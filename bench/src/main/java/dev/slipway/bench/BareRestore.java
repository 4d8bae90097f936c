package dev.slipway.bench;

import dev.slipway.engine.copy.Copy;
import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.PgTools;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What an operator would type instead of rehearsing: `pg_dump`, `pg_restore --jobs=2` on a server
/// as careless as a rehearsal's, and `psql` for each migration. The server itself is not counted.
///
/// @param folder of the server
record BareRestore(BigDatabase source, Binaries binaries, Path folder) {

    private static final Duration LIMIT = Duration.ofHours(1);

    double run() throws IOException {
        try (var server = Server.start(binaries, folder, Copy.THROWAWAY)) {
            server.createDatabase("bare");
            var dump = folder.resolveSibling("bare.dump");
            try {
                return counted(dump, server.url("bare"));
            } finally {
                Files.deleteIfExists(dump);
            }
        }
    }

    private double counted(Path dump, DatabaseUrl copy) {
        double took =
                timed(
                        "pg_dump",
                        source.url(),
                        List.of("--format=custom", "--compress=1", "--file=" + dump));
        took +=
                timed(
                        "pg_restore",
                        copy,
                        List.of("--jobs=2", "--exit-on-error", "--dbname=bare", dump.toString()));
        for (var file : source.files().pending()) {
            took +=
                    timed(
                            "psql",
                            copy,
                            List.of(
                                    "--no-psqlrc",
                                    "--single-transaction",
                                    "--set=ON_ERROR_STOP=1",
                                    "--file=" + file));
        }
        return took;
    }

    private double timed(String tool, DatabaseUrl database, List<String> arguments) {
        long began = System.nanoTime();
        PgTools.forServer(binaries.major())
                .run(tool, database, arguments, LIMIT)
                .orThrow("Measuring");
        double took = (System.nanoTime() - began) / 1e9;
        System.err.printf("  %s: %.1f s%n", tool, took);
        return took;
    }
}
