package dev.slipway.cli;

import dev.slipway.engine.rehearse.Source;
import dev.slipway.engine.rehearse.Yardstick;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// How long a migration may take without a word in the release notes.
final class LongestOption {

    private final Supplier<Optional<Duration>> longest;
    private final Supplier<Optional<Path>> notes;

    LongestOption(Arguments arguments) {
        longest =
                arguments.option(
                        "--longest",
                        "TIME",
                        Duration.class,
                        "A migration that takes longer must be named in the release notes."
                                + " Default: 30s.");
        notes =
                arguments.option(
                        "--notes",
                        "FILE",
                        Path.class,
                        "The release notes: they must hold the file name or the version of every"
                                + " migration that takes longer.");
    }

    /// Reads the notes, and from the database, if there is one, how much goes on there.
    Yardstick yardstick(Optional<DatabaseUrl> source) {
        return new Yardstick(
                source.map(Source::read).orElse(Source.UNKNOWN),
                longest.get().orElse(Yardstick.LONGEST),
                notes.get().map(LongestOption::text));
    }

    private static String text(Path notes) {
        try {
            return Files.readString(notes);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "cannot read the release notes %s; give a file with --notes".formatted(notes),
                    e);
        }
    }
}
