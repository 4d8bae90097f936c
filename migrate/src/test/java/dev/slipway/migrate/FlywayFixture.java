package dev.slipway.migrate;

import dev.slipway.migrate.format.Settings;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/// A database and a folder that Flyway and Slipway share.
abstract class FlywayFixture extends DatabaseContract {

    FlywayFixture(int major) {
        super(major);
    }

    Outcome migrate() {
        return migrator().build().migrate();
    }

    Status status() {
        return migrator().build().status();
    }

    @Override
    Migrator.Builder migrator() {
        return Migrator.builder()
                .database(url)
                .migrations(
                        folder, new Settings(Map.of("flyway.placeholders.owner", "ana"), Map.of()));
    }

    Flyway flyway() {
        return flyway(Map.of("owner", "ana"));
    }

    Flyway flyway(Map<String, String> placeholders) {
        return configured(placeholders).load();
    }

    /// Without the transaction that holds Flyway's lock, for which its own concurrent index builds
    /// would wait for ever.
    FluentConfiguration configured(Map<String, String> placeholders) {
        var configured =
                Flyway.configure()
                        .dataSource(
                                "jdbc:postgresql://"
                                        + url.host()
                                        + ":"
                                        + url.port()
                                        + "/"
                                        + url.database().replace(" ", "%20"),
                                url.user(),
                                "")
                        .placeholders(placeholders)
                        .outputQueryResults(false)
                        .locations("filesystem:" + folder);
        configured
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configured;
    }
}
