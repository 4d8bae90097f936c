package dev.slipway.spring;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The migrations of an application, on its class path.
final class MigrationFolder {

    private static final String CLASS_PATH = "classpath:";

    private MigrationFolder() {}

    /// @param location with or without Spring's `classpath:`
    static MigrationSet read(String location, @Nullable String word) {
        var folder =
                location.startsWith(CLASS_PATH)
                        ? location.substring(CLASS_PATH.length())
                        : location;
        try {
            return MigrationSet.fromClassPath(
                    format(word),
                    Thread.currentThread().getContextClassLoader(),
                    folder.replaceAll("^/", ""));
        } catch (MigrationFolderException e) {
            throw new StartRefused(e, "Mend the folder that slipway.migrations.location names.");
        }
    }

    private static Format format(@Nullable String word) {
        return Optional.ofNullable(word)
                .flatMap(Formats::of)
                .orElseThrow(() -> new StartRefused(unknown(word), remedy()));
    }

    private static String unknown(@Nullable String word) {
        return word == null
                ? "What format the migrations are in is not told."
                : "There is no format '" + word + "' of migrations.";
    }

    private static String remedy() {
        var words = Formats.all().stream().map(Format::word).collect(Collectors.joining(", "));
        return "Set slipway.migrations.format to one of "
                + words
                + "; or slipway.migrations.enabled=false, if something else migrates.";
    }
}
