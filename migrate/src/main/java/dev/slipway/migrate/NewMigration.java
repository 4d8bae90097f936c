package dev.slipway.migrate;

import dev.slipway.migrate.format.Folder;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.Settings;
import dev.slipway.report.Json;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Verdict;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A migration that was begun in a folder: files in the folder's own format, with the version that
/// follows the newest one in the folder's own style.
///
/// @param files those that were written
public record NewMigration(String version, String format, List<Path> files) {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final int TIMESTAMP_DIGITS = 14;

    private static final Pattern NUMBER = Pattern.compile("(?:.*/)?[^0-9/]?([0-9]+)[^/]*");

    public NewMigration {
        files = List.copyOf(files);
    }

    /// Writes what a migration begins with; never over a file that is there.
    ///
    /// @param format absent to take the one that the files of the folder show
    /// @throws MigrationFolderException when the name or the folder does not fit, and nothing was
    ///   written
    public static NewMigration create(
            Path directory, Optional<Format> format, String name, Clock clock) {
        var words = words(name);
        try (var folder = Folder.directory(directory)) {
            folder.names();
            var used = format.orElseGet(() -> Formats.of(folder));
            var version = version(newest(folder, used), clock);
            var files =
                    used.create(version, words, folder).stream()
                            .map(file -> new Draft(directory.resolve(file.name()), file.text()))
                            .toList();
            files.forEach(Draft::refuseToOverwrite);
            return new NewMigration(
                    version, used.word(), files.stream().map(Draft::write).toList());
        }
    }

    /// A file that is to be written.
    private record Draft(Path path, String text) {

        void refuseToOverwrite() {
            if (Files.exists(path)) {
                throw new MigrationFolderException(
                        path + " is there already: give the migration another name");
            }
        }

        Path write() {
            try {
                return Files.writeString(path, text, StandardOpenOption.CREATE_NEW);
            } catch (IOException e) {
                throw new MigrationFolderException("cannot write " + path + ": " + e, e);
            }
        }
    }

    private static String words(String name) {
        var words = name.strip().replaceAll("[\\s-]+", "_");
        if (!words.matches("[A-Za-z0-9_]+")) {
            throw new MigrationFolderException(
                    "'"
                            + name
                            + "' is no name for a migration: use letters, digits and underscores");
        }
        return words;
    }

    /// The digits of the newest version, as its file has them.
    private static Optional<String> newest(Folder folder, Format format) {
        if (folder.deepNames().stream().noneMatch(name -> name.matches(".*\\.(sql|go)"))) {
            return Optional.empty();
        }
        return format.read(folder, Settings.NONE).migrations().stream()
                .filter(file -> file.kind() != Migration.Kind.REPEATABLE)
                .reduce((older, newer) -> newer)
                .map(file -> NUMBER.matcher(file.file()))
                .filter(Matcher::matches)
                .map(digits -> digits.group(1));
    }

    private static String version(Optional<String> newest, Clock clock) {
        var now = TIMESTAMP.format(clock.instant().atZone(ZoneOffset.UTC));
        if (newest.isEmpty()) {
            return now;
        }
        boolean stamped = newest.get().length() == TIMESTAMP_DIGITS;
        return stamped && now.compareTo(newest.get()) > 0 ? now : next(newest.get());
    }

    private static String next(String digits) {
        var next = new BigInteger(digits).add(BigInteger.ONE).toString();
        return "0".repeat(Math.max(0, digits.length() - next.length())) + next;
    }

    public Report toReport() {
        var names = new ArrayList<String>();
        files.forEach(file -> names.add(file.toString()));
        return new Report(
                new Verdict.Pass(),
                "Created " + version + " in the format " + format + ".",
                List.of(new Section.Text("Files", names)),
                Json.object()
                        .put("version", version)
                        .put("format", format)
                        .put("files", Json.strings(names)));
    }
}
