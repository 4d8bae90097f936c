package dev.slipway.matinee.config;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;

/// The migrations of a version are on its class path twice, for two tools, and make the same
/// schema. A database keeps to the one with which it began: each has its own history.
public enum MigrationFiles {
    SQLX,
    GOOSE;

    public MigrationSet read(ClassLoader version) {
        return switch (this) {
            case SQLX -> MigrationSet.fromClassPath(Formats.SQLX, version, "migrations");
            case GOOSE -> MigrationSet.fromClassPath(Formats.GOOSE, version, "goose");
        };
    }
}
