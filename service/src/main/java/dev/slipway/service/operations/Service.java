package dev.slipway.service.operations;

import dev.slipway.migrate.Migrator;
import dev.slipway.service.config.Configuration;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Loaded;
import java.util.Optional;
import java.util.function.Function;

/// The service that a command is part of, for one run of it.
final class Service<T extends Record> {

    private final Configuration<T> configuration;
    private final Inputs inputs;
    private final Function<T, Migrator.Builder> migrator;
    private Optional<Loaded.Ready<T>> ready = Optional.empty();

    Service(Configuration<T> configuration, Inputs inputs, Function<T, Migrator.Builder> migrator) {
        this.configuration = configuration;
        this.inputs = inputs;
        this.migrator = migrator;
    }

    Configuration<T> configuration() {
        return configuration;
    }

    Loaded<T> load() {
        return configuration.load(inputs);
    }

    Loaded<T> loadStrictly() {
        return configuration.loadStrictly(inputs);
    }

    /// Does `work` with the migrator that the service starts with; where the configuration is
    /// invalid, that is how it ends.
    Ending migrating(Function<Migrator.Builder, Ending> work) {
        var loaded = load();
        if (loaded instanceof Loaded.Ready<T> found) {
            ready = Optional.of(found);
            return work.apply(migrator(found.value()));
        }
        return new Ending(loaded.validation(), loaded.exit());
    }

    private Migrator.Builder migrator(T value) {
        try {
            return migrator.apply(value);
        } catch (IllegalArgumentException e) {
            throw new OperationException(
                    "the configuration does not lead to a database: " + e.getMessage(), e);
        }
    }

    /// A message without what the configuration holds in secret.
    String withoutSecrets(String text) {
        return ready.map(found -> found.effective().withoutSecrets(text)).orElse(text);
    }
}
