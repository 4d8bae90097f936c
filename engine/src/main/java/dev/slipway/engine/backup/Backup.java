package dev.slipway.engine.backup;

import dev.slipway.engine.postgres.PgTools;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Takes backups with `pg_dump` and says whether a file still is what was taken.
///
/// A backup alone proves nothing: see [dev.slipway.engine.drill.Drill] for the proof.
public final class Backup {

    /// Of a million rows, level 6 takes 1.5 times as long and saves a twentieth of the size.
    private static final String COMPRESSION = "1";

    private Backup() {}

    /// Dumps `source` into `file`, which appears only when it is whole. The rows are counted in the
    /// very snapshot that is dumped, while others go on writing.
    ///
    /// @param file replaced if it is there
    /// @param limit after which the dump is given up
    /// @throws BackupException when it was not taken; it says why
    public static BackupSet take(DatabaseUrl source, Path file, Duration limit) {
        var target = file.toAbsolutePath();
        var partial = target.resolveSibling(target.getFileName() + ".partial");
        try (var snapshot = Snapshot.of(source)) {
            return take(source, snapshot, partial, target, limit);
        } catch (SQLException | IOException e) {
            throw new BackupException(
                    "Backing %s up into %s failed: %s".formatted(source, target, reason(e)), e);
        } finally {
            partial.toFile().delete();
        }
    }

    /// Whether the file is the one that was taken; if not, why not.
    public static Optional<Finding> verify(BackupSet backup) {
        var file = backup.file();
        if (!Files.isReadable(file)) {
            return Optional.of(damaged(file, "The backup is not there, or cannot be read.", ""));
        }
        try {
            var taken = new Checksum(backup.sha256(), backup.bytes());
            var now = Checksum.of(file);
            if (now.equals(taken)) {
                return Optional.empty();
            }
            var evidence = "taken: %s%nnow:   %s".formatted(taken, now);
            return Optional.of(
                    damaged(file, "The backup is not the file that was taken.", evidence));
        } catch (IOException e) {
            return Optional.of(damaged(file, "The backup cannot be read.", e.toString()));
        }
    }

    private static BackupSet take(
            DatabaseUrl source, Snapshot snapshot, Path partial, Path target, Duration limit)
            throws SQLException, IOException {
        var began = System.nanoTime();
        var counts = snapshot.rowCounts();
        createPrivate(partial);
        var tools = PgTools.forServer(snapshot.serverMajor());
        dump(tools, source, snapshot, partial, limit);
        var checksum = Checksum.of(partial);
        publish(partial, target);
        return new BackupSet(
                target,
                checksum.sha256(),
                checksum.bytes(),
                counts,
                snapshot.roles(),
                snapshot.at(),
                Duration.ofNanos(System.nanoTime() - began),
                snapshot.serverMajor());
    }

    /// `pg_dump` itself brings the file to the disk before it ends.
    private static void dump(
            PgTools tools, DatabaseUrl source, Snapshot snapshot, Path partial, Duration limit) {
        var arguments =
                List.of(
                        "--format=custom",
                        "--compress=" + COMPRESSION,
                        "--snapshot=" + snapshot.id(),
                        "--file=" + partial);
        var run = tools.run("pg_dump", source, arguments, limit);
        if (!run.succeeded()) {
            throw new BackupException(
                    "Backing %s up failed, and nothing is left of it: pg_dump said:%n%s"
                            .formatted(source, run.lastWords()));
        }
    }

    /// Data of people: nobody else may read it, from its first byte.
    private static void createPrivate(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /// Gives the file its name, and brings the name to the disk.
    private static void publish(Path partial, Path target) throws IOException {
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        var folder = target.resolveSibling("");
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static Finding damaged(Path file, String fact, String evidence) {
        return new Finding(
                "backup/damaged",
                Severity.ERROR,
                Place.of(file.toString()),
                fact,
                evidence,
                "Take another backup; do not restore this one.");
    }

    private static String reason(Exception e) {
        return e instanceof NoSuchFileException missing
                ? missing.getFile() + " is not there"
                : String.valueOf(e.getMessage());
    }
}
