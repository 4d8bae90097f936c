package dev.slipway.matinee.config;

import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import dev.slipway.service.config.Configuration;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Loaded;
import dev.slipway.service.operations.Operations;

/// What a version makes of the keys that it declares.
record VersionKeys<T extends Record & Model>(String version, Configuration<T> configuration) {

    private static final String PREFIX = "MATINEE";

    static VersionKeys<?> of(String version) {
        if (version.startsWith("1.0.")) {
            return of(version, Since100.class);
        }
        return version.startsWith("1.") ? of(version, Since110.class) : of(version, Since200.class);
    }

    private static <T extends Record & Model> VersionKeys<T> of(String version, Class<T> type) {
        return new VersionKeys<>(version, Configuration.of(type, PREFIX));
    }

    Settings read(Inputs inputs) {
        return switch (configuration.load(inputs)) {
            case Loaded.Ready<T> ready ->
                    ready.value().settings(version, ready.effective().fingerprint());
            case Loaded.Invalid<T> invalid ->
                    throw new ConfigException(
                            invalid.exit(),
                            new TextRenderer(Ink.PLAIN)
                                    .render(invalid.validation())
                                    .stripTrailing());
        };
    }

    Operations<T> operations(ClassLoader files) {
        return Operations.of(
                "matinee",
                configuration,
                model -> model.database().settings(version).migrator(files));
    }
}
