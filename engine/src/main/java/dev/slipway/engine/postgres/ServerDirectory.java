package dev.slipway.engine.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The folder that a [Server] of ours lives in, laid out so that a cut at any instant is seen.
///
/// The marker is written first and deleted last: only a folder that carries it is ever deleted.
/// `data` appears, whole, by a rename, and leaves by one: a `data` that is there is complete.
record ServerDirectory(Path root) {

    static final String SUPERUSER = "slipway";

    private static final String MARKER = "slipway-server";
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);
    private static final SecureRandom RANDOM = new SecureRandom();

    /// The folder, made and marked as ours if it is new.
    ///
    /// @throws PostgresException when somebody else's files are in it
    static ServerDirectory claim(Path directory, Account account) {
        try {
            Files.createDirectories(directory);
            var claimed = new ServerDirectory(directory.toRealPath());
            if (!claimed.isMarked()) {
                claimed.requireEmpty("use it for a server; name another folder");
                Files.setPosixFilePermissions(
                        claimed.root, PosixFilePermissions.fromString("rwx------"));
                Files.writeString(claimed.marker(), "A PostgreSQL server that Slipway runs.\n");
            }
            account.give(claimed.root);
            return claimed;
        } catch (IOException e) {
            throw failed("Preparing a folder for a server", directory, e);
        }
    }

    /// The folder as it is, for whoever would delete it.
    static ServerDirectory existing(Path directory) {
        if (Files.isSymbolicLink(directory)) {
            throw new PostgresException(
                    directory + " is a symbolic link: name the folder that it points to");
        }
        try {
            return new ServerDirectory(directory.toRealPath());
        } catch (IOException e) {
            throw failed("Looking for a server", directory, e);
        }
    }

    Path data() {
        return root.resolve("data");
    }

    /// In libpq's `.pgpass` format, for any port, because that changes from start to start.
    Path passfile() {
        return root.resolve("pgpass");
    }

    Path log() {
        return root.resolve("log");
    }

    /// The major version that made the data.
    int major() {
        try {
            return Integer.parseInt(Files.readString(data().resolve("PG_VERSION")).strip());
        } catch (IOException e) {
            throw failed("Reading the data's version", root, e);
        }
    }

    boolean isMarked() {
        return Files.isRegularFile(marker(), LinkOption.NOFOLLOW_LINKS);
    }

    /// Keeps every other process from starting or deleting the server, until closed.
    FileChannel lock() {
        try {
            var channel = FileChannel.open(marker(), StandardOpenOption.WRITE);
            channel.lock();
            return channel;
        } catch (OverlappingFileLockException e) {
            throw new PostgresException(
                    "Another thread of this process is starting the server in " + root, e);
        } catch (IOException e) {
            throw failed("Locking the server's folder", root, e);
        }
    }

    /// Makes the data directory unless it is there; what a cut `initdb` left is removed first.
    void initialise(Binaries binaries, Account account, boolean durable) {
        if (Files.isDirectory(data())) {
            requireMajor(binaries.major());
            return;
        }
        var password = root.resolve("password");
        try {
            Orphans.kill("initdb", unfinished());
            Tree.delete(unfinished());
            var secret = secret();
            write(passfile(), "127.0.0.1:*:*:" + SUPERUSER + ":" + secret + "\n");
            write(password, secret + "\n");
            account.give(password);
            initdb(binaries, account, password, durable);
            Files.delete(password);
            Files.move(unfinished(), data(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw failed("Making a data directory", root, e);
        }
    }

    /// Writes the settings of the next start, over PostgreSQL's own defaults.
    void configure(Map<String, String> settings, Account account) {
        var text = new StringBuilder();
        settings.forEach((name, value) ->
                text.append(name).append(" = '").append(value.replace("'", "''")).append("'\n"));
        try {
            var file = data().resolve("slipway.conf");
            write(file, text.toString());
            account.give(file);
            Files.deleteIfExists(log());
        } catch (IOException e) {
            throw failed("Writing the server's settings", data(), e);
        }
    }

    /// The end of what the server said since its last start.
    String logTail() {
        try {
            return Files.exists(log()) ? ToolRun.lastLines(Files.readString(log())) : "";
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    /// Deletes the folder. Cut at any instant, what is left is still marked, or empty.
    void delete() {
        try {
            Orphans.kill("initdb", unfinished());
            if (!isMarked()) {
                requireEmpty("delete it; remove it by hand");
            } else if (Files.isDirectory(data())) {
                Tree.delete(unfinished());
                Files.move(data(), unfinished(), StandardCopyOption.ATOMIC_MOVE);
            }
            deleteAllButMarker();
            Files.deleteIfExists(marker());
            Files.delete(root);
        } catch (IOException e) {
            throw failed("Deleting the server", root, e);
        }
    }

    private void deleteAllButMarker() throws IOException {
        try (var children = Files.newDirectoryStream(root)) {
            for (var child : children) {
                if (!child.equals(marker())) {
                    Tree.delete(child);
                }
            }
        }
    }

    private void initdb(Binaries binaries, Account account, Path password, boolean durable)
            throws IOException {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--pgdata=" + unfinished(),
                                "--username=" + SUPERUSER,
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C.UTF-8"));
        if (!durable) {
            arguments.add("--no-sync");
        }
        account.command(binaries.program("initdb"), arguments)
                .run(INITDB_LIMIT)
                .orThrow("Making a PostgreSQL %d server in %s".formatted(binaries.major(), root));
        Files.writeString(
                unfinished().resolve("postgresql.conf"),
                "\ninclude 'slipway.conf'\n",
                StandardOpenOption.APPEND);
    }

    private void requireMajor(int major) {
        if (major() != major) {
            throw new PostgresException(
                    "%s holds the data of PostgreSQL %d, which PostgreSQL %d does not read: start it with the former"
                            .formatted(root, major(), major));
        }
    }

    private void requireEmpty(String purpose) throws IOException {
        try (var children = Files.newDirectoryStream(root)) {
            if (children.iterator().hasNext()) {
                throw new PostgresException(
                        "%s holds files that are not a server of Slipway's: it does not %s"
                                .formatted(root, purpose));
            }
        }
    }

    private Path marker() {
        return root.resolve(MARKER);
    }

    private Path unfinished() {
        return root.resolve("data.unfinished");
    }

    private static String secret() {
        var bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Writes a file that only its owner can read, from its first instant.
    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static PostgresException failed(String attempt, Path place, IOException e) {
        return new PostgresException("%s in %s failed: %s".formatted(attempt, place, e), e);
    }
}
