package dev.slipway.cli;

import dev.slipway.migrate.format.Settings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the migration tool of a project is configured with already: `sqlx.toml`, `GOOSE_…`,
/// `DBMATE_…`, `flyway.toml` or `flyway.conf`, and golang-migrate's parameters of the URL.
///
/// The command line goes before it. The environment goes before `.env`, and both before a file.
/// Where several tools are configured, `--format` says which one counts.
final class ToolConfiguration {

    private static final Pattern PARAMETER = Pattern.compile("[?&](x-[a-z-]+)=([^&]*)");
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final List<String> GOOSE_DRIVERS =
            List.of("", "postgres", "postgresql", "pgx", "redshift");

    private final Path folder;
    private final Map<String, String> environment;

    private ToolConfiguration(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    static ToolConfiguration in(Path folder, Map<String, String> environment) {
        return new ToolConfiguration(folder, environment);
    }

    /// The environment, and under it what `.env` sets.
    Map<String, String> environment() {
        return EnvironmentFile.under(environment, folder);
    }

    /// A path of the configuration, from the folder it was found in.
    Path path(String name) {
        return folder.resolve(name);
    }

    /// What a path is called from that folder, with `/` between its parts.
    String name(Path path) {
        var whole = folder.resolve(path.toAbsolutePath()).normalize();
        var shown = whole.startsWith(folder) ? folder.relativize(whole) : whole;
        return shown.toString().replace('\\', '/');
    }

    /// What the tool of the project says; of the tool `format` if one is told.
    ///
    /// @param url of the database, for what golang-migrate keeps in it
    /// @throws ConfigurationException when several tools are configured and none is told
    Optional<ToolSettings> settings(Optional<String> format, Optional<String> url) {
        var variables = environment();
        var files = new ToolFiles(folder, variables);
        var found =
                Stream.of(
                                goose(variables),
                                dbmate(variables),
                                url.flatMap(ToolConfiguration::golangMigrate),
                                files.sqlx(),
                                files.flyway())
                        .flatMap(Optional::stream)
                        .filter(one -> format.isEmpty() || format.get().equals(one.tool()))
                        .toList();
        if (found.size() > 1) {
            throw new ConfigurationException(
                    found.stream().map(ToolSettings::source).collect(Collectors.joining(" and "))
                            + " configure several tools: name the one that counts with --format");
        }
        return found.stream().findFirst();
    }

    /// What files are read with.
    Settings settings(Optional<ToolSettings> tool) {
        return new Settings(tool.map(ToolSettings::values).orElse(Map.of()), environment());
    }

    private static Optional<ToolSettings> goose(Map<String, String> variables) {
        var names = List.of("GOOSE_DRIVER", "GOOSE_DBSTRING", "GOOSE_MIGRATION_DIR", "GOOSE_TABLE");
        if (names.stream().noneMatch(variables::containsKey)) {
            return Optional.empty();
        }
        var driver = variables.getOrDefault("GOOSE_DRIVER", "");
        if (!GOOSE_DRIVERS.contains(driver)) {
            throw new ConfigurationException(
                    "GOOSE_DRIVER is "
                            + driver
                            + ", and Slipway speaks PostgreSQL alone: set it to postgres, or unset it");
        }
        return Optional.of(
                new ToolSettings(
                        "goose",
                        "GOOSE_…",
                        value(variables, "GOOSE_DBSTRING").map(ConnectionString::toUrl),
                        value(variables, "GOOSE_MIGRATION_DIR"),
                        Optional.empty(),
                        value(variables, "GOOSE_TABLE"),
                        Map.of()));
    }

    private static Optional<ToolSettings> dbmate(Map<String, String> variables) {
        if (variables.keySet().stream().noneMatch(name -> name.startsWith("DBMATE_"))) {
            return Optional.empty();
        }
        return Optional.of(
                new ToolSettings(
                        "dbmate",
                        "DBMATE_…",
                        Optional.empty(),
                        value(variables, "DBMATE_MIGRATIONS_DIR"),
                        Optional.empty(),
                        value(variables, "DBMATE_MIGRATIONS_TABLE"),
                        Map.of()));
    }

    private static Optional<ToolSettings> golangMigrate(String url) {
        var values = new HashMap<String, String>();
        PARAMETER
                .matcher(url)
                .results()
                .forEach(match ->
                        values.put(
                                match.group(1),
                                URLDecoder.decode(match.group(2), StandardCharsets.UTF_8)));
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new ToolSettings(
                        "golang-migrate",
                        "the x- parameters of the database URL",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.ofNullable(values.get("x-migrations-table"))
                                .map(table ->
                                        TRUE.contains(
                                                        values.getOrDefault(
                                                                "x-migrations-table-quoted", ""))
                                                ? table
                                                : ToolSettings.whole(table)),
                        values));
    }

    private static Optional<String> value(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isBlank());
    }
}
