package dev.slipway.bench;

import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.util.Map;

/// Flyway's library in a JVM of its own.
final class FlywayProgram {

    private FlywayProgram() {}

    /// @param args `info` or `migrate`, host, port, database, folder
    public static void main(String[] args) {
        var url =
                DatabaseUrl.parse(
                        "postgres://postgres@%s:%s/%s".formatted(args[1], args[2], args[3]),
                        Map.of());
        var flyway = Tools.flyway(url, "public", Path.of(args[4]));
        if (args[0].equals("info")) {
            System.out.println(flyway.info().pending().length + " pending");
        } else {
            System.out.println(flyway.migrate().migrationsExecuted + " executed");
        }
    }
}
