package dev.slipway.cli;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import dev.slipway.engine.postgres.Tree;
import dev.slipway.report.Exit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Runs commands on a server that is thrown away, while the JVM writes down what they load: the
/// launcher does this after a build, and every later start begins there.
final class Training {

    private static final String DATABASE = "training";
    private static final int MIGRATIONS = 200;

    private Training() {}

    /// @param args the folder with unpacked servers
    public static void main(String[] args) throws IOException {
        var home = Files.createTempDirectory("slipway-training-");
        var binaries = Binaries.find(15, Path.of(args[0]));
        try (var server = Server.start(binaries, home.resolve("server"), Map.of("fsync", "off"))) {
            server.createDatabase(DATABASE);
            var url = server.url(DATABASE).toReference();
            var folder = migrations(home.resolve("migrations"));
            run("db", "migrate", "--database-url", url, "--migrations", folder, "--format", "sqlx");
            run("db", "migrate", "--database-url", url, "--migrations", folder);
            run("db", "history", "--database-url", url, "--migrations", folder);
            run("db", "status", "--database-url", url, "--migrations", folder);
        } finally {
            Tree.delete(home);
        }
    }

    private static String migrations(Path folder) throws IOException {
        Files.createDirectory(folder);
        for (int i = 1; i <= MIGRATIONS; i++) {
            Files.writeString(
                    folder.resolve("%04d_table.sql".formatted(i)),
                    "create table table_%d (id bigint primary key);%n".formatted(i));
        }
        return folder.toString();
    }

    private static void run(String... args) {
        var said = new StringWriter();
        var out = new PrintWriter(said);
        int exit =
                Main.run(
                        Terminal.of(Map.of()),
                        Map.of(),
                        WorkFolder.in(Path.of("")),
                        out,
                        out,
                        args);
        if (exit != Exit.DONE.code()) {
            throw new IllegalStateException(
                    "%s ended with %d: %s".formatted(String.join(" ", args), exit, said));
        }
    }
}
