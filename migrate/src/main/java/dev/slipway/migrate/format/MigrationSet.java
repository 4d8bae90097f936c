package dev.slipway.migrate.format;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The migrations of one version of a service, in the order in which they run.
public final class MigrationSet {

    private final Format format;
    private final String origin;
    private final List<Migration> migrations;
    private final Settings settings;
    private final Optional<Migration> baseline;
    private final Callbacks callbacks;

    /// @param migrations in the order in which they run, no two of one version
    MigrationSet(Format format, Folder folder, List<Migration> migrations, Settings settings) {
        this(format, folder.origin(), migrations, settings, Optional.empty(), Callbacks.NONE);
    }

    MigrationSet(
            Format format,
            String origin,
            List<Migration> migrations,
            Settings settings,
            Optional<Migration> baseline,
            Callbacks callbacks) {
        this.format = format;
        this.origin = origin;
        this.migrations = List.copyOf(migrations);
        this.settings = settings;
        this.baseline = baseline;
        this.callbacks = callbacks;
    }

    /// Reads a folder.
    ///
    /// @throws MigrationFolderException when it is missing, unreadable or holds files that do not
    ///   fit
    public static MigrationSet of(Format format, Path directory) {
        try (var folder = Folder.directory(directory)) {
            return format.read(folder, Settings.NONE);
        }
    }

    /// Reads a folder of the class path, out of a jar or not.
    ///
    /// @throws MigrationFolderException when it is missing, unreadable or holds files that do not
    ///   fit
    public static MigrationSet fromClassPath(Format format, ClassLoader loader, String directory) {
        try (var folder = Folder.classPath(loader, directory)) {
            return format.read(folder, Settings.NONE);
        }
    }

    public Format format() {
        return format;
    }

    /// What the files were read with.
    public Settings settings() {
        return settings;
    }

    /// Where the files are, for messages.
    public String origin() {
        return origin;
    }

    public List<Migration> migrations() {
        return migrations;
    }

    /// What an empty database begins with instead of all up to its version.
    public Optional<Migration> baseline() {
        return baseline;
    }

    /// What runs around the migrations.
    public Callbacks callbacks() {
        return callbacks;
    }

    /// The newest version, repeatable migrations apart.
    public Optional<String> newest() {
        return Stream.concat(baseline.stream(), migrations.stream())
                .filter(migration -> migration.kind() != Migration.Kind.REPEATABLE)
                .map(Migration::version)
                .max(format.order());
    }

    /// SHA-256, in hexadecimal digits, over every version and checksum in order.
    public String digest() {
        return Digests.ofLines(
                Stream.concat(baseline.stream(), migrations.stream())
                        .map(migration -> migration.version() + " " + migration.checksum()));
    }
}
