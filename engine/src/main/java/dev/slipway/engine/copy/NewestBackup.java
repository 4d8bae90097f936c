package dev.slipway.engine.copy;

import dev.slipway.engine.backup.Backup;
import dev.slipway.engine.backup.BackupSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The newest backup of a folder: by its record where there are records, else by the file's time.
///
/// A record is what [BackupSet#toJson] wrote, in a `.json` file beside the dump.
final class NewestBackup {

    private static final List<String> ENDINGS = List.of(".dump", ".backup", ".pgdump", ".sql");

    private NewestBackup() {}

    /// The dump to restore: `path` itself unless it is a folder of backups.
    ///
    /// @throws CopyException when there is none, or it is not what was taken
    static Path of(Path path) {
        if (!Files.isDirectory(path) || Files.exists(path.resolve("toc.dat"))) {
            return path;
        }
        try {
            var recorded = recorded(path);
            return recorded.isPresent() ? verified(recorded.get()) : latest(path);
        } catch (IOException e) {
            throw new CopyException("cannot look for a backup in " + path, e);
        }
    }

    private static Optional<BackupSet> recorded(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> name(file).endsWith(".json"))
                    .flatMap(file -> record(folder, file))
                    .max(Comparator.comparing(set -> set.at().toInstant()));
        }
    }

    /// Of a folder that was moved, the file is looked for in its new place.
    private static Stream<BackupSet> record(Path folder, Path json) {
        try {
            var set = BackupSet.parse(Files.readString(json));
            return Stream.of(set.in(folder));
        } catch (IOException | IllegalArgumentException someOtherJson) {
            return Stream.of();
        }
    }

    private static Path verified(BackupSet set) {
        Backup.verify(set)
                .ifPresent(damage -> {
                    throw new CopyException(
                            "%s: %s %s".formatted(set.file(), damage.fact(), damage.remedy()));
                });
        return set.file();
    }

    private static Path latest(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(NewestBackup::isDump)
                    .max(Comparator.comparing(NewestBackup::time))
                    .orElseThrow(() ->
                            new CopyException(
                                    "there is no backup in %s: a folder with backups holds %s files"
                                            .formatted(folder, String.join(", ", ENDINGS))));
        }
    }

    private static boolean isDump(Path file) {
        return ENDINGS.stream().anyMatch(name(file)::endsWith)
                || Files.exists(file.resolve("toc.dat"));
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException goneMeanwhile) {
            return FileTime.fromMillis(0);
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }
}
