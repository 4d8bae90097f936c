package dev.slipway.migrate;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// dbmate itself, beside which a migrator is tried.
record DbmateProgram(Path program, DatabaseUrl database, Path folder) {

    static DbmateProgram on(DatabaseUrl database, Path folder) {
        var program = Path.of(System.getProperty("slipway.peers"), "dbmate-2.36.0");
        if (!Files.isExecutable(program)) {
            throw new AssertionError(
                    "there is no "
                            + program.normalize()
                            + ": run scripts/peers.sh, which fetches it");
        }
        return new DbmateProgram(program, database, folder);
    }

    /// What it said, and how it ended.
    record Result(int exit, String output) {}

    /// Runs one of its commands; in an empty environment, so that none of its settings comes from
    /// outside the test.
    Result run(String... command) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                                program.toAbsolutePath().toString(),
                                "--url",
                                url(),
                                "--migrations-dir",
                                folder.toString(),
                                "--no-dump-schema")
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.command().addAll(List.of(command));
        builder.environment().clear();
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private String url() {
        return "postgres://"
                + encoded(database.user())
                + "@"
                + database.host()
                + ":"
                + database.port()
                + "/"
                + encoded(database.database())
                + "?sslmode=disable";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
