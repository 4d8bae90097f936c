package dev.slipway.cli;

import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/// The configuration files of SQLx and Flyway in a folder.
final class ToolFiles {

    private static final Pattern NAME = Pattern.compile("\"[^\"]*\"|[^\"]+");

    private final Path folder;
    private final Map<String, String> environment;

    ToolFiles(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /// `sqlx.toml`: its `[common] database-url-var` and `[migrate]`.
    Optional<ToolSettings> sqlx() {
        return text("sqlx.toml")
                .map(text -> {
                    var values = toml("sqlx.toml", text);
                    return new ToolSettings(
                            "sqlx",
                            "sqlx.toml",
                            Optional.ofNullable(values.get("common.database-url-var"))
                                    .map(environment::get),
                            Optional.ofNullable(values.get("migrate.migrations-dir")),
                            Optional.empty(),
                            Optional.ofNullable(values.get("migrate.table-name"))
                                    .map(ToolFiles::folded),
                            sqlx(values));
                });
    }

    private static Map<String, String> sqlx(Map<String, String> values) {
        var settings = new HashMap<String, String>();
        Optional.ofNullable(values.get("migrate.ignored-chars"))
                .ifPresent(chars -> settings.put("ignored-chars", chars.replace(",", "")));
        Optional.ofNullable(values.get("migrate.create-schemas"))
                .filter(names -> !names.isEmpty())
                .ifPresent(
                        names -> settings.put("create-schemas", folded(names).replace("\"", "")));
        return settings;
    }

    /// SQLx puts names into SQL as they are, where those without quotes become small letters.
    private static String folded(String names) {
        return NAME.matcher(names)
                .results()
                .map(MatchResult::group)
                .map(name -> name.startsWith("\"") ? name : name.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /// `flyway.toml` or else `flyway.conf`.
    Optional<ToolSettings> flyway() {
        return text("flyway.toml")
                .map(text -> flyway("flyway.toml", environments(toml("flyway.toml", text))))
                .or(() -> text("flyway.conf").map(text -> flyway("flyway.conf", properties(text))));
    }

    private static ToolSettings flyway(String source, Map<String, String> values) {
        return new ToolSettings(
                "flyway",
                source,
                Optional.ofNullable(values.get("flyway.url")).map(url -> url(url, values)),
                Optional.ofNullable(values.get("flyway.locations")).flatMap(ToolFiles::location),
                Optional.ofNullable(values.get("flyway.defaultSchema"))
                        .or(() ->
                                Optional.ofNullable(values.get("flyway.schemas"))
                                        .map(all -> all.split(",", -1)[0].strip())),
                Optional.ofNullable(values.get("flyway.table")).map(ToolSettings::whole),
                values.entrySet().stream()
                        .filter(value -> !value.getKey().matches("flyway\\.(url|user|password)"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static String url(String url, Map<String, String> values) {
        var whole = new StringBuilder(url);
        for (var name : new String[] {"user", "password"}) {
            Optional.ofNullable(values.get("flyway." + name))
                    .ifPresent(value ->
                            whole.append(whole.indexOf("?") < 0 ? '?' : '&')
                                    .append(name)
                                    .append('=')
                                    .append(DatabaseUrl.encode(value)));
        }
        return whole.toString();
    }

    /// The one location that is a folder: a class path is a program's own.
    private static Optional<String> location(String locations) {
        var folders =
                Arrays.stream(locations.split(","))
                        .map(String::strip)
                        .filter(location -> location.startsWith("filesystem:"))
                        .map(location -> location.substring("filesystem:".length()))
                        .toList();
        return folders.size() == 1 ? Optional.of(folders.get(0)) : Optional.empty();
    }

    /// In TOML a database is an environment, and `flyway.environment` says which.
    private static Map<String, String> environments(Map<String, String> values) {
        var all = new HashMap<>(values);
        var name = values.getOrDefault("flyway.environment", "default");
        var prefix = "environments." + name + ".";
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                all.putIfAbsent("flyway." + key.substring(prefix.length()), value);
            }
        });
        all.keySet().removeIf(key -> !key.startsWith("flyway."));
        return all;
    }

    private Optional<String> text(String name) {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + file, e);
        }
    }

    private static Map<String, String> properties(String text) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(text.replace("\\", "\\\\")));
        } catch (IOException e) {
            throw new ConfigurationException("cannot read flyway.conf: " + e.getMessage(), e);
        }
        return properties.stringPropertyNames().stream()
                .collect(
                        Collectors.toMap(
                                name -> name, name -> properties.getProperty(name).strip()));
    }

    /// Every value by its whole name; the items of an array with commas between.
    private static Map<String, String> toml(String name, String text) {
        try {
            var values = new HashMap<String, String>();
            flatten("", new TomlMapper().readTree(text), values);
            return values;
        } catch (JacksonException e) {
            throw new ConfigurationException(
                    name
                            + ":"
                            + e.getLocation().getLineNr()
                            + " is not TOML: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private static void flatten(String name, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            flatten(
                                    name.isEmpty() ? field.getKey() : name + "." + field.getKey(),
                                    field.getValue(),
                                    into));
        } else if (node.isArray()) {
            into.put(
                    name,
                    node.valueStream().map(JsonNode::asString).collect(Collectors.joining(",")));
        } else {
            into.put(name, node.asString());
        }
    }
}
