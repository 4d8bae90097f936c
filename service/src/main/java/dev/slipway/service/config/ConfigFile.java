package dev.slipway.service.config;

import dev.slipway.report.Place;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/// The file of a configuration.
///
/// @param name as a person gave it
/// @param path where it is
record ConfigFile(String name, Path path) {

    /// JSON's own few types, so that `0755`, `1_000` and `no` stay what was written. A key that is
    /// written twice is for [TreeReader] to tell of, which reads on.
    private static final YAMLFactory YAML =
            YAMLFactory.builder()
                    .loadSettings(
                            LoadSettings.builder()
                                    .setSchema(new JsonSchema())
                                    .setAllowDuplicateKeys(true)
                                    .build())
                    .build();

    private static final TomlFactory TOML = new TomlFactory();

    /// What stands in it; nothing if it cannot be read, and `problems` says why.
    Optional<Node.Fields> read(Problems problems) {
        var kind = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        var yaml = Map.of("yaml", true, "yml", true, "toml", false).get(kind);
        if (yaml == null) {
            problems.usage(
                    "file",
                    place(),
                    name + " is neither YAML nor TOML by its name.",
                    "Give it a name that ends with .yaml, .yml or .toml.");
            return Optional.empty();
        }
        return text(problems).flatMap(text -> parse(yaml, text, problems));
    }

    private Optional<String> text(Problems problems) {
        try {
            return Optional.of(TextFile.read(path));
        } catch (UnreadableFile e) {
            problems.usage(
                    "file",
                    place(),
                    name + " " + e.getMessage() + ".",
                    "Name a file with --config that can be read: none is read in its place.");
            return Optional.empty();
        }
    }

    private Optional<Node.Fields> parse(boolean yaml, String text, Problems problems) {
        try (JsonParser parser =
                yaml
                        ? YAML.createParser(ObjectReadContext.empty(), text)
                        : TOML.createParser(ObjectReadContext.empty(), text)) {
            return new TreeReader(parser, this, problems).read();
        } catch (JacksonException e) {
            ParseError.add(this, yaml ? "YAML" : "TOML", e, problems);
            return Optional.empty();
        }
    }

    Source at(int line) {
        return Source.file(name, line);
    }

    private Place place() {
        return Place.of(name);
    }

    /// The directory that secret files are relative to.
    Path beside(String file) {
        return path.toAbsolutePath().resolveSibling(file);
    }
}
