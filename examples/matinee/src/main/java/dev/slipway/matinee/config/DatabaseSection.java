package dev.slipway.matinee.config;

import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.service.config.Key;
import dev.slipway.service.config.Secret;
import dev.slipway.service.config.Section;

@Section(group = "dependencies", about = "The database.")
record DatabaseSection(
        @Key(
                        about =
                                "postgres://user@host:port/database; a secret, since it may hold a password.",
                        group = "secrets")
                Secret url,
        @Key(
                        about = "What to make of a database that has newer migrations.",
                        defaultValue = "refuse")
                IfAhead ahead,
        @Key(about = "Whose files and history its migrations are.", defaultValue = "sqlx")
                MigrationFiles migrations,
        @Key(about = "Connections at most.", defaultValue = "8") int poolSize) {

    enum IfAhead {
        REFUSE,
        TOLERATE,
        TOLERATE_IF_PROVEN
    }

    private static final int MOST_CONNECTIONS = 1_000;

    DatabaseSection {
        DatabaseUrl.parse(url.reveal());
        if (poolSize < 1 || poolSize > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "pool_size " + poolSize + " is not between 1 and " + MOST_CONNECTIONS);
        }
    }

    Settings.Database settings(String version) {
        return new Settings.Database(
                DatabaseUrl.parse(url.reveal()), ahead(version), migrations, poolSize);
    }

    private Ahead ahead(String version) {
        return switch (ahead) {
            case REFUSE -> Ahead.REFUSE;
            case TOLERATE -> Ahead.TOLERATE;
            case TOLERATE_IF_PROVEN -> Ahead.tolerateIfProven(version);
        };
    }
}
