package dev.slipway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What a reader of the guide types into: `slipway` runs in this process, `export` and `echo $?`
/// are the shell's, and all else is run by `sh`, which finds the service `shop`.
///
/// The reader's server is at localhost, at its usual port, and knows the role `app`.
final class GuideShell {

    /// Options whose values are paths from the reader's folder.
    private static final Set<String> PATHS =
            Set.of("--migrations", "--old-sql", "--old-command", "--check", "--verdict");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final String port;
    private int exit;

    GuideShell(SharedServer server, Path folder) throws SQLException, IOException {
        this.folder = folder;
        server.execute("postgres", "create role app login createdb password 'of-the-guide'");
        var passwords = Files.writeString(folder.resolve(".pgpass"), "*:*:*:app:of-the-guide\n");
        Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
        port = Integer.toString(server.url("postgres").port());
        environment.put("PGPASSFILE", passwords.toString());
        environment.put("PGHOST", "127.0.0.1");
        environment.put("PGPORT", port);
        environment.put("PGUSER", "app");
        environment.put("LANG", "C.UTF-8");
        environment.put("PATH", program(Shop.class, "shop") + ":" + System.getenv("PATH"));
    }

    /// The folder of a program that runs the `main` of a class.
    private Path program(Class<?> main, String name) throws IOException {
        var programs = Files.createDirectory(folder.resolve("programs"));
        var script =
                """
                #!/bin/sh
                exec '%s' -XX:TieredStopAtLevel=1 -Dslf4j.internal.verbosity=ERROR -cp '%s' %s "$@"
                """
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                main.getName());
        var file = Files.writeString(programs.resolve(name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return programs;
    }

    /// What the terminal would show.
    String run(String command) throws IOException, InterruptedException {
        if (command.startsWith("export ")) {
            var pair = command.substring("export ".length()).split("=", 2);
            environment.put(pair[0], pair[1].replace("@localhost/", "@127.0.0.1:" + port + "/"));
            return "";
        }
        if (command.equals("echo $?")) {
            return exit + "\n";
        }
        return (command.startsWith("slipway ") ? slipway(command) : sh(command))
                .replace("@127.0.0.1:" + port, "@localhost")
                .replace(folder + "/", "");
    }

    /// The commands of the guides have no quotes in their words, and redirect no more than output.
    private String slipway(String command) throws IOException {
        var parts = command.split(" > ", 2);
        var words = parts[0].split(" ", -1);
        for (int i = 1; i < words.length; i++) {
            if (PATHS.contains(words[i - 1])) {
                words[i] = folder.resolve(words[i]).toString();
            }
        }
        var ended = Slipway.in(folder, environment, Arrays.copyOfRange(words, 1, words.length));
        exit = ended.exit();
        if (parts.length == 2) {
            Files.writeString(folder.resolve(parts[1]), ended.out());
            return ended.err();
        }
        return ended.err() + ended.out();
    }

    private String sh(String command) throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder("sh", "-c", command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        exit = process.waitFor();
        return output;
    }
}
