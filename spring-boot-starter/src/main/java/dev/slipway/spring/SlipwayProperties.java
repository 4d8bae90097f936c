package dev.slipway.spring;

import dev.slipway.migrate.Migrator;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/// All that is set under `slipway`. A key there that is not known stops the start.
///
/// @param instance what tells this one from the others of the same service
@ConfigurationProperties(prefix = SlipwayProperties.PREFIX, ignoreUnknownFields = false)
record SlipwayProperties(
        @Nullable String instance,
        @DefaultValue Probes health,
        @DefaultValue Ending drain,
        @DefaultValue Migrations migrations,
        @DefaultValue Config config) {

    static final String PREFIX = "slipway";

    /// @param port where health answers; 0 is any that is free, -1 none
    record Probes(@DefaultValue("-1") int port) {

        boolean isOn() {
            return port >= 0;
        }
    }

    /// @param pause in which balancers notice that the instance is not ready
    /// @param limit from the first moment of the drain to its last
    record Ending(@DefaultValue("5s") Duration pause, @DefaultValue("30s") Duration limit) {}

    /// @param location a folder of the class path
    /// @param format as `slipway db --format` has it
    /// @param longestWait for the migration lock
    /// @param lockTimeout for the database's own locks, in one attempt
    record Migrations(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("migrations") String location,
            @Nullable String format,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String role,
            @DefaultValue("refuse") AheadPolicy ahead,
            @Name("wait") @DefaultValue("10m") Duration longestWait,
            @DefaultValue("500ms") Duration lockTimeout) {

        /// Sets what is set here.
        void applyTo(Migrator.Builder migrator) {
            Optional.ofNullable(schema).ifPresent(migrator::schema);
            Optional.ofNullable(table).ifPresent(migrator::table);
            Optional.ofNullable(role).ifPresent(migrator::role);
            migrator.wait(longestWait).lockTimeout(lockTimeout);
        }
    }

    /// @param file of the application's own configuration, in place of the usual one
    record Config(@Nullable String file) {}
}
