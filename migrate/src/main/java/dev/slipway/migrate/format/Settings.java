package dev.slipway.migrate.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a tool's own configuration sets, in the tool's own words, such as
/// `flyway.placeholders.owner`.
///
/// @param environment the variables that files may refer to
public record Settings(Map<String, String> values, Map<String, String> environment) {

    public static final Settings NONE = new Settings(Map.of(), Map.of());

    public Settings {
        values = Map.copyOf(values);
        environment = Map.copyOf(environment);
    }

    /// These and `more`, which go before.
    public Settings with(Map<String, String> more) {
        var all = new HashMap<>(values);
        all.putAll(more);
        return new Settings(all, environment);
    }

    /// The schemas that SQLx is told to make.
    public List<String> schemas() {
        return get("create-schemas").map(names -> List.of(names.split(","))).orElse(List.of());
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
