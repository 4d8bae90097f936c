package dev.slipway.engine.rehearse;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// What that which was seen on the copy is measured by.
///
/// @param source the database that the copy was made from
/// @param longest that a migration may take without being called out
/// @param notes the text of the release notes, where longer ones are called out
/// @param allowances what the files say to be acceptable
/// @param versions of the migrations by the names of their files
public record Yardstick(
        Source source,
        Duration longest,
        Optional<String> notes,
        List<Allowance> allowances,
        Map<String, String> versions) {

    /// From here on a release says what takes so long.
    public static final Duration LONGEST = Duration.ofSeconds(30);

    /// Nothing but the copy itself.
    public static final Yardstick COPY = new Yardstick(Source.UNKNOWN, LONGEST, Optional.empty());

    public Yardstick {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(longest, "longest");
        Objects.requireNonNull(notes, "notes");
        allowances = List.copyOf(allowances);
        versions = Map.copyOf(versions);
    }

    /// Whatever the files are.
    public Yardstick(Source source, Duration longest, Optional<String> notes) {
        this(source, longest, notes, List.of(), Map.of());
    }

    /// The same, with what the migrations of these versions say of themselves.
    ///
    /// @throws dev.slipway.migrate.format.MigrationFolderException when one of them says something
    ///   that is not understood
    Yardstick of(MigrationSet set, List<String> pending) {
        return new Yardstick(
                source,
                longest,
                notes,
                Allowance.of(set, pending),
                set.migrations().stream()
                        .collect(
                                Collectors.toMap(
                                        Migration::file, Migration::version, (first, _) -> first)));
    }
}
