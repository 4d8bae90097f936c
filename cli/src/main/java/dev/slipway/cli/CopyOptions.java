package dev.slipway.cli;

import dev.slipway.engine.copy.Base;
import dev.slipway.engine.copy.Origin;
import dev.slipway.engine.copy.Site;
import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Says where a rehearsal's copy comes from, and where it goes.
final class CopyOptions {

    /// What there is to make a copy from.
    enum From {
        EMPTY,
        SCHEMA,
        BACKUP,
        URL
    }

    private static final Duration LIMIT = Duration.ofHours(2);

    private final Arguments arguments;
    private final ToolConfiguration configuration;

    private final Supplier<Optional<From>> from;
    private final Supplier<Optional<Path>> backup;
    private final Supplier<Optional<String>> applied;
    private final Supplier<List<String>> withoutRows;
    private final Supplier<Optional<Path>> masking;
    private final Supplier<Optional<String>> scratchUrl;
    private final Supplier<Optional<Duration>> limit;

    CopyOptions(Arguments arguments, ToolConfiguration configuration) {
        this.arguments = arguments;
        this.configuration = configuration;
        from =
                arguments.option(
                        "--from",
                        "ORIGIN",
                        From.class,
                        "url: the database, by pg_dump. schema: its structure without rows."
                                + " backup: a dump, see --backup. empty: nothing but the files,"
                                + " see --applied.",
                        "Default: url.");
        backup =
                arguments.option(
                        "--backup",
                        "PATH",
                        Path.class,
                        "With --from backup: a dump of pg_dump's in any format, or a folder of"
                                + " which the newest backup is taken.");
        applied =
                arguments.option(
                        "--applied",
                        "VERSION",
                        String.class,
                        "With --from empty: the last version that is applied before the rehearsal"
                                + " begins.");
        withoutRows =
                arguments.repeatable(
                        "--exclude-table-data",
                        "PATTERN",
                        "With --from url: leave the rows of these tables out, as pg_dump does."
                                + " Repeatable.");
        masking =
                arguments.option(
                        "--masking",
                        "FILE",
                        Path.class,
                        "SQL that is run on the copy before anything else looks at it, to hide what"
                                + " nobody may see.");
        scratchUrl =
                arguments.option(
                        "--scratch-url",
                        "URL",
                        String.class,
                        "Server of the source's version on which to make the copy, as a database"
                                + " of its own that is dropped at the end. Default: a server that"
                                + " is started for it.");
        limit =
                arguments.option(
                        "--limit",
                        "TIME",
                        Duration.class,
                        "Longest time for the dump, and for the restore. Default: 2h.");
    }

    /// Refuses what has no meaning, by itself or together.
    void check(DatabaseOptions database) {
        var _ = scratchServer();
        var kind = from();
        boolean dumped = backup.get().isPresent();
        require(!dumped || kind == From.BACKUP, "--backup is for --from backup");
        require(dumped || kind != From.BACKUP, "--from backup needs --backup PATH");
        require(applied.get().isEmpty() || kind == From.EMPTY, "--applied is for --from empty");
        require(
                withoutRows.get().isEmpty() || kind == From.URL,
                "--exclude-table-data is for --from url, which is the default");
        masking()
                .ifPresent(script -> {
                    require(
                            kind == From.URL || kind == From.BACKUP,
                            "--masking is for --from url or --from backup: there are no rows to"
                                    + " mask otherwise");
                    require(
                            Files.isReadable(script),
                            "there is no script "
                                    + script
                                    + " that may be read: name it with --masking");
                });
        require(
                isLive() || !database.isNamed(),
                "--from %s asks no database: leave out --database-url"
                        .formatted(kind.name().toLowerCase(Locale.ROOT)));
    }

    private void require(boolean sound, String sentence) {
        if (!sound) {
            throw arguments.wrong(sentence);
        }
    }

    private From from() {
        return from.get().orElse(From.URL);
    }

    /// Whether the copy is made from a database that can be reached.
    boolean isLive() {
        return from() == From.URL || from() == From.SCHEMA;
    }

    /// @param schema where its history is, in the table `table`
    Origin live(DatabaseUrl source, String schema, String table) {
        return from() == From.SCHEMA
                ? new Origin.Shape(source, schema, table)
                : new Origin.Live(source, withoutRows.get());
    }

    /// @param base what is applied up to the version that is told
    Origin lifeless(Function<String, Base> base) {
        return backup.get()
                .<Origin>map(dump -> new Origin.Backup(dump.toAbsolutePath()))
                .orElseGet(() -> new Origin.Nothing(applied.get().map(base)));
    }

    /// @param databases how many as large as the copy there will be at once
    Site site(Path scratch, Path cache, int databases) {
        return scratchServer()
                .map(server -> Site.lent(server, scratch))
                .orElseGet(() -> Site.own(scratch, cache, databases));
    }

    private Optional<DatabaseUrl> scratchServer() {
        try {
            return scratchUrl.get().map(url -> DatabaseUrl.parse(url, configuration.environment()));
        } catch (IllegalArgumentException e) {
            throw arguments.wrong(e);
        }
    }

    Optional<Path> masking() {
        return masking.get();
    }

    Duration limit() {
        return limit.get().orElse(LIMIT);
    }
}
