package dev.slipway.matinee.config;

import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import dev.slipway.service.config.Configuration;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Loaded;
import dev.slipway.service.operations.Operations;

/// The keys that a version declares. One code base serves them all, and each change of the keys is
/// a record of its own.
sealed interface Model permits Since100, Since110, Since200 {

    String PREFIX = "MATINEE";

    /// @param version that runs
    /// @param fingerprint of the configuration
    Settings settings(String version, String fingerprint);

    static Settings read(String version, Inputs inputs) {
        if (version.startsWith("1.0.")) {
            return read(Since100.class, version, inputs);
        }
        return version.startsWith("1.")
                ? read(Since110.class, version, inputs)
                : read(Since200.class, version, inputs);
    }

    static Operations<?> operations(String version, ClassLoader files) {
        if (version.startsWith("1.0.")) {
            return operations(Since100.class, version, files);
        }
        return version.startsWith("1.")
                ? operations(Since110.class, version, files)
                : operations(Since200.class, version, files);
    }

    private static <T extends Record & Model> Settings read(
            Class<T> type, String version, Inputs inputs) {
        return switch (Configuration.of(type, PREFIX).load(inputs)) {
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

    private static <T extends Record & Model> Operations<T> operations(
            Class<T> type, String version, ClassLoader files) {
        return Operations.of(
                "matinee",
                Configuration.of(type, PREFIX),
                model -> model.settings(version, "").database().migrator(files));
    }
}
