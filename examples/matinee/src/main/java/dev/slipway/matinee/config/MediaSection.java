package dev.slipway.matinee.config;

import dev.slipway.service.config.Key;
import dev.slipway.service.config.Section;
import java.net.URI;
import java.util.Optional;

@Section(group = "dependencies", about = "What is watched.")
record MediaSection(
        @Key(about = "Whose media are passed on; without it, nobody's.") Optional<URI> origin) {

    MediaSection {
        origin.ifPresent(Checks::origin);
    }
}
