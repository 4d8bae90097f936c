package dev.slipway.cli;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import dev.slipway.engine.postgres.Tree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Runs commands on a server that is thrown away, while the JVM writes down what they load: the
/// launcher does this after a build, and every later start begins there.
final class Training {

    private static final String DATABASE = "training";

    private Training() {}

    /// @param args the folder with unpacked servers, a folder of migrations
    public static void main(String[] args) throws IOException {
        var home = Files.createTempDirectory("slipway-training-");
        var binaries = Binaries.find(15, Path.of(args[0]));
        try (var server = Server.start(binaries, home.resolve("server"), Map.of("fsync", "off"))) {
            server.createDatabase(DATABASE);
            var url = server.url(DATABASE).toReference();
            for (var command : new String[] {"migrate", "history", "status"}) {
                run("db", command, "--database-url", url, "--migrations", args[1]);
            }
        } finally {
            Tree.delete(home);
        }
    }

    private static void run(String... args) {
        var nowhere = new PrintWriter(Writer.nullWriter());
        Main.run(
                Terminal.of(Map.of()),
                Map.of(),
                WorkFolder.in(Path.of("")),
                nowhere,
                nowhere,
                args);
    }
}
