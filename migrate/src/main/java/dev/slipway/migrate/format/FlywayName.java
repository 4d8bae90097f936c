package dev.slipway.migrate.format;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What the name of a file of Flyway says: `V<version>__<description>.sql` and its kind.
///
/// @param version as Flyway shows it; of a callback its event; empty for what has none
/// @param file its path in the folder
record FlywayName(Kind kind, String version, String description, String file) {

    /// What a file is.
    enum Kind {
        VERSIONED,
        BASELINE,
        UNDO,
        REPEATABLE,
        CALLBACK;

        boolean hasVersion() {
            return this == VERSIONED || this == BASELINE || this == UNDO;
        }
    }

    /// A beginning of names and what they mean.
    private record Prefix(String text, Kind kind) {}

    /// Empty for a file that Flyway passes over, too.
    static Optional<FlywayName> parse(String file, Settings settings) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        return suffix(name, settings)
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .flatMap(base ->
                        prefix(base, settings)
                                .flatMap(prefix -> parse(base, prefix, file, settings)));
    }

    private static Optional<FlywayName> parse(
            String base, Prefix prefix, String file, Settings settings) {
        var separator = settings.get("flyway.sqlMigrationSeparator").orElse("__");
        var rest = base.substring(prefix.text().length());
        int at = rest.indexOf(separator);
        var version = at < 0 ? rest : rest.substring(0, at);
        var description = at < 0 ? "" : rest.substring(at + separator.length()).replace('_', ' ');
        boolean fits =
                prefix.kind().hasVersion() ? FlywayVersion.isOne(version) : version.isEmpty();
        if (!fits || (at < 0 && prefix.kind() == Kind.REPEATABLE)) {
            return Optional.empty();
        }
        return Optional.of(
                new FlywayName(
                        prefix.kind(),
                        prefix.kind() == Kind.CALLBACK
                                ? prefix.text()
                                : FlywayVersion.shown(version),
                        description,
                        file));
    }

    private static Optional<String> suffix(String name, Settings settings) {
        return Arrays.stream(settings.get("flyway.sqlMigrationSuffixes").orElse(".sql").split(","))
                .map(String::strip)
                .filter(suffix ->
                        name.toLowerCase(Locale.ROOT).endsWith(suffix.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// The longest that the name begins with: `beforeMigrate` is no baseline of `efore…`.
    private static Optional<Prefix> prefix(String base, Settings settings) {
        var kinds =
                Stream.of(
                        prefix(settings, "flyway.sqlMigrationPrefix", "V", Kind.VERSIONED),
                        prefix(settings, "flyway.baselineMigrationPrefix", "B", Kind.BASELINE),
                        prefix(settings, "flyway.undoSqlMigrationPrefix", "U", Kind.UNDO),
                        prefix(
                                settings,
                                "flyway.repeatableSqlMigrationPrefix",
                                "R",
                                Kind.REPEATABLE));
        var events =
                Arrays.stream(Callbacks.Event.values())
                        .map(event -> new Prefix(event.word(), Kind.CALLBACK));
        return Stream.concat(kinds, events)
                .filter(prefix -> base.startsWith(prefix.text()))
                .max(Comparator.comparingInt(prefix -> prefix.text().length()));
    }

    private static Prefix prefix(Settings settings, String setting, String usual, Kind kind) {
        return new Prefix(settings.get(setting).orElse(usual), kind);
    }
}
