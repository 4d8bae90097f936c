package dev.slipway.spring;

import java.util.Optional;
import org.springframework.core.env.Environment;

/// What an application says of itself in its properties.
record Application(String name, Optional<String> version, String instance) {

    private static final String VERSION = "spring.application.version";

    static Application of(Environment environment, SlipwayProperties properties) {
        var name = environment.getProperty("spring.application.name", "application");
        var instance =
                Optional.ofNullable(properties.instance())
                        .or(() -> Optional.ofNullable(environment.getProperty("HOSTNAME")))
                        .orElseGet(() -> name + "-" + ProcessHandle.current().pid());
        return new Application(
                name, Optional.ofNullable(environment.getProperty(VERSION)), instance);
    }

    /// How its sessions name themselves to the database.
    String title() {
        return version.map(number -> name + " " + number).orElse(name);
    }

    String knownVersion() {
        return version.orElseThrow(() ->
                new StartRefused(
                        "Whether this version is proven to work on a newer schema cannot be asked:"
                                + " it does not know which it is.",
                        "Set "
                                + VERSION
                                + ", or Implementation-Version in the manifest of its jar."));
    }
}
