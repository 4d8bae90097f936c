package dev.slipway.cli;

import dev.slipway.engine.rehearse.Source;
import dev.slipway.engine.rehearse.Yardstick;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How long a migration may take without a word in the release notes.
final class LongestOption {

    @Option(
            names = "--longest",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "A migration that takes longer must be named in the release notes. Default: 30s.")
    private Duration longest = Yardstick.LONGEST;

    @Option(
            names = "--notes",
            paramLabel = "FILE",
            description =
                    "The release notes: they must hold the file name or the version of every"
                            + " migration that takes longer.")
    private @Nullable Path notes;

    /// Reads the notes, and from the database, if there is one, how much goes on there.
    Yardstick yardstick(Optional<DatabaseUrl> source) {
        return new Yardstick(source.map(Source::read).orElse(Source.UNKNOWN), longest, text());
    }

    private Optional<String> text() {
        if (notes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(notes));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "cannot read the release notes %s; give a file with --notes".formatted(notes),
                    e);
        }
    }
}
