package dev.slipway.matinee.config;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;

/// The migrations of a version are on its class path twice, for two tools, and make the same
/// schema. A database keeps to the one with which it began: each has its own history.
public enum MigrationFiles {
    SQLX(Formats.SQLX, "migrations"),
    GOOSE(Formats.GOOSE, "goose");

    private final Format format;
    private final String folder;

    MigrationFiles(Format format, String folder) {
        this.format = format;
        this.folder = folder;
    }

    public MigrationSet read(ClassLoader version) {
        return MigrationSet.fromClassPath(format, version, folder);
    }
}
