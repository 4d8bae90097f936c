package dev.slipway.service.config;

import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.toml.TomlMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The configuration that is in force, without its secrets, and where each value is from.
///
/// Every form holds the same tree: `config` with the values, and beside it `sources`, of the same
/// shape, with the source of each. Beside and not in comments, because JSON has none, and so that
/// two configurations compare apart from where they come from. A key that is not set is in neither.
public final class Effective {

    /// One key.
    ///
    /// @param shown the value, or what is shown in place of a secret
    public record Entry(String section, String name, Json shown, Source source) {
        public String path() {
            return section + "." + name;
        }
    }

    private final List<Entry> entries;
    private final List<Secret> secrets;
    private final List<Finding> announced;

    private Effective(List<Entry> entries, List<Secret> secrets, List<Finding> announced) {
        this.entries = List.copyOf(entries);
        this.secrets = List.copyOf(secrets);
        this.announced = announced;
    }

    static Effective of(Declaration declaration, Resolution resolution, Problems announced) {
        var entries = new ArrayList<Entry>();
        var secrets = new ArrayList<Secret>();
        for (var key : declaration.keys()) {
            resolution
                    .value(key)
                    .ifPresent(found -> {
                        entries.add(entry(key, found));
                        secrets.addAll(found.secrets());
                    });
        }
        return new Effective(entries, secrets, announced.warnings());
    }

    private static Entry entry(DeclaredKey key, Resolution.Resolved found) {
        return new Entry(
                key.section(), key.name(), Values.show(key, found.value()), found.source());
    }

    /// What works today and will not in a version to come.
    public List<Finding> announced() {
        return announced;
    }

    /// A text of whatever origin, such as an exception's message, without the secrets of this
    /// configuration and without what looks like one.
    public String withoutSecrets(String text) {
        return Redaction.without(secrets, text);
    }

    /// In the order of the declaration.
    public List<Entry> entries() {
        return entries;
    }

    /// The tree that every form holds.
    public Json.Obj tree() {
        return Json.object()
                .put("config", tree(Entry::shown))
                .put("sources", tree(entry -> new Json.Str(entry.source().toString())));
    }

    private Json.Obj tree(Function<Entry, Json> leaf) {
        var tree = Json.object();
        for (var section : sections().entrySet()) {
            var leaves = Json.object();
            for (var entry : section.getValue()) {
                leaves = leaves.put(entry.name(), leaf.apply(entry));
            }
            tree = tree.put(section.getKey(), leaves);
        }
        return tree;
    }

    /// Sixteen digits that tell whether two instances have the same configuration, wherever it
    /// comes from. Of a secret they tell only whether it is there: a digest with the secret in it
    /// could be tried against a list of likely ones, and a salt that nobody knows would make no two
    /// instances alike. So a changed secret does not change them.
    public String fingerprint() {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(tree(Entry::shown).compact().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Map<String, List<Entry>> sections() {
        var sections = new LinkedHashMap<String, List<Entry>>();
        entries.forEach(entry ->
                sections.computeIfAbsent(entry.section(), name -> new ArrayList<>()).add(entry));
        return sections;
    }

    public String json() {
        return tree().pretty() + "\n";
    }

    public String yaml() {
        return new YAMLMapper().writeValueAsString(parsed());
    }

    public String toml() {
        return new TomlMapper().writeValueAsString(parsed());
    }

    private JsonNode parsed() {
        return new JsonMapper().readTree(tree().compact());
    }
}
