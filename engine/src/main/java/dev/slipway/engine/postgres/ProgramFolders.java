package dev.slipway.engine.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;

/// Where a machine keeps PostgreSQL's programs. Debian's servers are not on the PATH.
final class ProgramFolders {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern MAJOR = Pattern.compile("\\d+");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private ProgramFolders() {}

    /// Folders in which a server of that major version may be, likeliest first.
    static List<Path> ofServers(int major) {
        var folders = new LinkedHashSet<Path>();
        folders.add(DEBIAN.resolve(major + "/bin"));
        folders.add(Path.of("/usr/pgsql-" + major + "/bin"));
        folders.addAll(told());
        folders.addAll(path());
        return List.copyOf(folders);
    }

    /// Folders in which the client tools may be: the operator's choice, then the newest.
    static List<Path> ofClients() {
        var folders = new LinkedHashSet<>(path());
        folders.addAll(debianNewestFirst());
        folders.addAll(told());
        return List.copyOf(folders);
    }

    private static List<Path> path() {
        var folders = new ArrayList<Path>();
        for (var folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (folder.startsWith("/")) {
                folders.add(Path.of(folder));
            }
        }
        return folders;
    }

    /// What `pg_config` says, where it is installed.
    private static List<Path> told() {
        try {
            var run = Command.of("pg_config", "--bindir").run(LIMIT);
            return run.succeeded() ? List.of(Path.of(run.out().strip())) : List.of();
        } catch (PostgresException e) {
            return List.of();
        }
    }

    private static List<Path> debianNewestFirst() {
        if (!Files.isDirectory(DEBIAN)) {
            return List.of();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions.filter(version -> MAJOR.matcher(name(version)).matches())
                    .sorted(Comparator.comparingInt(ProgramFolders::number).reversed())
                    .map(version -> version.resolve("bin"))
                    .toList();
        } catch (IOException e) {
            throw new PostgresException("Listing " + DEBIAN + " failed: " + e.getMessage(), e);
        }
    }

    private static int number(Path version) {
        return Integer.parseInt(name(version));
    }

    private static String name(Path version) {
        return String.valueOf(version.getFileName());
    }
}
