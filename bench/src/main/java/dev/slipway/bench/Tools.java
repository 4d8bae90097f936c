package dev.slipway.bench;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.State;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;

/// How each tool is called.
final class Tools {

    private static final Logger QUIET = Logger.getLogger("org.flywaydb");

    static {
        QUIET.setLevel(Level.OFF);
    }

    private Tools() {}

    static Migrator.Builder slipway(DatabaseUrl url, Path folder) {
        return Migrator.builder().database(url).migrations(MigrationSet.of(Formats.SQLX, folder));
    }

    static void migrate(Migrator migrator) {
        var outcome = migrator.migrate();
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalStateException(outcome.toReport().headline());
        }
    }

    static void lookReady(Migrator migrator) {
        var state = migrator.status().state();
        if (state != State.READY) {
            throw new IllegalStateException("it is " + state);
        }
    }

    static Flyway flyway(DatabaseUrl url, String schema, Path folder) {
        return Flyway.configure()
                .dataSource(
                        "jdbc:postgresql://%s:%d/%s?sslmode=disable"
                                .formatted(url.host(), url.port(), url.database()),
                        url.user(),
                        "")
                .schemas(schema)
                .locations("filesystem:" + folder)
                .load();
    }

    static List<String> slipwayProgram(String command, String url, Path folder) {
        return List.of(
                System.getProperty("bench.slipway"),
                "db",
                command,
                "--database-url",
                url,
                "--migrations",
                folder.toString(),
                "--format",
                "sqlx");
    }

    static List<String> flywayProgram(String command, DatabaseUrl url, Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FlywayProgram.class.getName(),
                command,
                url.host(),
                Integer.toString(url.port()),
                url.database(),
                folder.toString());
    }

    static List<String> dbmate(String command, String url, Path folder) {
        return List.of(
                System.getProperty("bench.dbmate"),
                "--url",
                url,
                "--migrations-dir",
                folder.toString(),
                "--no-dump-schema",
                command);
    }

    static List<String> psql(String url, Path file) {
        return List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", file.toString(), url);
    }
}
