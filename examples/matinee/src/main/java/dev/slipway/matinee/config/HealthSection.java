package dev.slipway.matinee.config;

import dev.slipway.service.config.Key;
import dev.slipway.service.config.Section;

@Section(group = "observability", about = "What the instance says about itself.")
record HealthSection(
        @Key(about = "A port of its own at 127.0.0.1; 0 takes any free one.", defaultValue = "0")
                int port) {

    HealthSection {
        Checks.port(port);
    }
}
