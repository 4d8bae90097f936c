package dev.slipway.matinee.config;

import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Secret;
import dev.slipway.service.operations.Operations;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an instance is told, the same for every version: what one does not declare yet is empty.
///
/// @param healthPort where it answers for its health alone; 0 takes any free one
/// @param sessionKeys that sign sessions, the newest first; instances behind one proxy share them
/// @param mediaOrigin whose media are passed on, `http://host:port`
/// @param fingerprint tells configurations apart, without their secrets
public record Settings(
        Server server,
        Database database,
        int healthPort,
        Drain drain,
        List<Secret> sessionKeys,
        Optional<URI> mediaOrigin,
        String fingerprint) {

    /// @param port to listen on at 127.0.0.1; 0 takes any free one
    /// @param instance what it calls itself in answers and logs
    /// @param greeting what a viewer is told who comes in
    /// @param publicUrl where clients reach the service
    public record Server(
            int port, String instance, Optional<String> greeting, Optional<URI> publicUrl) {}

    /// @param connections at most, in the pool
    public record Database(
            DatabaseUrl url, Ahead ahead, MigrationFiles migrations, int connections) {

        /// @param version a class path with a version's migrations
        public Migrator.Builder migrator(ClassLoader version) {
            return Migrator.builder()
                    .database(url)
                    .migrations(migrations.read(version))
                    .ahead(ahead);
        }
    }

    /// @param pause between readiness failing and the listener closing, so that a proxy notices
    /// @param limit for all of it
    public record Drain(Duration pause, Duration limit) {}

    public Settings {
        sessionKeys = List.copyOf(sessionKeys);
        if (sessionKeys.isEmpty()) {
            throw new IllegalArgumentException("there must be a key that signs sessions");
        }
    }

    /// @param version that runs, such as `1.1.0`: it says which keys there are
    /// @throws ConfigException naming everything that is wrong
    public static Settings read(String version, Inputs inputs) {
        return VersionKeys.of(version).read(inputs);
    }

    /// The commands of a version beside serving, for its configuration and its database.
    ///
    /// @param files a class path with its migrations
    public static Operations<?> operations(String version, ClassLoader files) {
        return VersionKeys.of(version).operations(files);
    }
}
