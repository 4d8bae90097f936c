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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Says where a rehearsal's copy comes from, and where it goes.
final class CopyOptions {

    /// What there is to make a copy from.
    enum From {
        EMPTY,
        SCHEMA,
        BACKUP,
        URL
    }

    private final ToolConfiguration configuration;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "ORIGIN",
            description = {
                "url: the database, by pg_dump. schema: its structure without rows. backup: a dump, see"
                        + " --backup. empty: nothing but the files, see --applied.",
                "Default: url."
            })
    private From from = From.URL;

    @Option(
            names = "--backup",
            paramLabel = "PATH",
            description =
                    "With --from backup: a dump of pg_dump's in any format, or a folder of which the"
                            + " newest backup is taken.")
    private @Nullable Path backup;

    @Option(
            names = "--applied",
            paramLabel = "VERSION",
            description =
                    "With --from empty: the last version that is applied before the rehearsal begins.")
    private @Nullable String applied;

    @Option(
            names = "--exclude-table-data",
            paramLabel = "PATTERN",
            description =
                    "With --from url: leave the rows of these tables out, as pg_dump does. Repeatable.")
    private List<String> withoutRows = List.of();

    @Option(
            names = "--masking",
            paramLabel = "FILE",
            description =
                    "SQL that is run on the copy before anything else looks at it, to hide what"
                            + " nobody may see.")
    private @Nullable Path masking;

    @Option(
            names = "--scratch-url",
            paramLabel = "URL",
            description =
                    "Server of the source's version on which to make the copy, as a database of its"
                            + " own that is dropped at the end. Default: a server that is started for"
                            + " it.")
    private @Nullable String scratchUrl;

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Longest time for the dump, and for the restore. Default: 2h.")
    private Duration limit = Duration.ofHours(2);

    CopyOptions(ToolConfiguration configuration) {
        this.configuration = configuration;
    }

    /// Refuses what has no meaning, by itself or together.
    void check(DatabaseOptions database) {
        var _ = scratchServer();
        require(backup == null || from == From.BACKUP, "--backup is for --from backup");
        require(backup != null || from != From.BACKUP, "--from backup needs --backup PATH");
        require(applied == null || from == From.EMPTY, "--applied is for --from empty");
        require(
                withoutRows.isEmpty() || from == From.URL,
                "--exclude-table-data is for --from url, which is the default");
        require(
                masking == null || from == From.URL || from == From.BACKUP,
                "--masking is for --from url or --from backup: there are no rows to mask otherwise");
        require(
                masking == null || Files.isReadable(masking),
                "there is no script " + masking + " that may be read: name it with --masking");
        require(
                isLive() || !database.isNamed(),
                "--from %s asks no database: leave out --database-url"
                        .formatted(from.name().toLowerCase(Locale.ROOT)));
    }

    private void require(boolean sound, String sentence) {
        if (!sound) {
            throw new CommandLine.ParameterException(spec.commandLine(), sentence);
        }
    }

    /// Whether the copy is made from a database that can be reached.
    boolean isLive() {
        return from == From.URL || from == From.SCHEMA;
    }

    /// @param schema where its history is, in the table `table`
    Origin live(DatabaseUrl source, String schema, String table) {
        return from == From.SCHEMA
                ? new Origin.Shape(source, schema, table)
                : new Origin.Live(source, withoutRows);
    }

    /// @param base what is applied up to the version that is told
    Origin lifeless(Function<String, Base> base) {
        return backup == null
                ? new Origin.Nothing(Optional.ofNullable(applied).map(base))
                : new Origin.Backup(backup.toAbsolutePath());
    }

    /// @param databases how many as large as the copy there will be at once
    Site site(Path scratch, Path cache, int databases) {
        return scratchServer()
                .map(server -> Site.lent(server, scratch))
                .orElseGet(() -> Site.own(scratch, cache, databases));
    }

    private Optional<DatabaseUrl> scratchServer() {
        try {
            return Optional.ofNullable(scratchUrl)
                    .map(url -> DatabaseUrl.parse(url, configuration.environment()));
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    Optional<Path> masking() {
        return Optional.ofNullable(masking);
    }

    Duration limit() {
        return limit;
    }
}
