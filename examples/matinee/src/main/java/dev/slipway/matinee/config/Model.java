package dev.slipway.matinee.config;

import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import dev.slipway.service.config.Configuration;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Loaded;

/// The keys that a version declares. One code base serves them all, and each change of the keys is
/// a record of its own.
sealed interface Model permits Since100, Since110, Since200 {

    String PREFIX = "MATINEE";

    /// @param version that runs
    Settings settings(String version);

    static Settings read(String version, Inputs inputs) {
        if (version.startsWith("1.0.")) {
            return read(Since100.class, version, inputs);
        }
        return version.startsWith("1.")
                ? read(Since110.class, version, inputs)
                : read(Since200.class, version, inputs);
    }

    private static <T extends Record & Model> Settings read(
            Class<T> type, String version, Inputs inputs) {
        return switch (Configuration.of(type, PREFIX).load(inputs)) {
            case Loaded.Ready<T> ready -> ready.value().settings(version);
            case Loaded.Invalid<T> invalid ->
                    throw new ConfigException(
                            invalid.exit(),
                            new TextRenderer(Ink.PLAIN)
                                    .render(invalid.validation())
                                    .stripTrailing());
        };
    }
}
