package dev.slipway.engine.release;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The fields of a JSON object that was read, which says by name what is not as it should be.
public final class Fields {

    private final String what;
    private final JsonNode node;

    private Fields(String what, JsonNode node) {
        this.what = what;
        this.node = node;
    }

    /// @param what the text is, for messages
    public static Fields parse(String what, String text) {
        try {
            return of(what, JsonMapper.shared().readTree(text));
        } catch (JacksonException e) {
            throw new ReleaseException(what + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Fields of(String what, JsonNode node) {
        if (!node.isObject()) {
            throw new ReleaseException(what + " is not a JSON object");
        }
        return new Fields(what, node);
    }

    public String text(String name) {
        return optional(name)
                .orElseThrow(() -> new ReleaseException(what + " has no text `" + name + "`"));
    }

    /// Empty where it is missing, null or no text.
    public Optional<String> optional(String name) {
        return node.path(name).asStringOpt();
    }

    public Path path(String name) {
        return Path.of(text(name));
    }

    /// As ISO 8601 writes it, such as `PT30S`.
    public Duration duration(String name) {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeParseException e) {
            throw new ReleaseException(what + " has no duration `" + name + "`", e);
        }
    }

    public long number(String name) {
        return node.path(name)
                .asLongOpt()
                .orElseThrow(() -> new ReleaseException(what + " has no number `" + name + "`"));
    }

    public boolean flag(String name) {
        return node.path(name)
                .asBooleanOpt()
                .orElseThrow(() -> new ReleaseException(what + " has no flag `" + name + "`"));
    }

    public Fields object(String name) {
        return of("`" + name + "` of " + what, node.path(name));
    }

    /// The JSON text of an object in it, for whoever has a reader of its own.
    public String json(String name) {
        return object(name).node.toString();
    }

    /// The JSON text of all of it, for whoever has a reader of its own.
    public String json() {
        return node.toString();
    }

    public List<String> texts(String name) {
        return array(name).valueStream().map(JsonNode::asString).toList();
    }

    public <T> List<T> objects(String name, Function<Fields, T> read) {
        return array(name)
                .valueStream()
                .map(item -> read.apply(of("an item of `" + name + "` of " + what, item)))
                .toList();
    }

    /// The objects that are this one's fields, by name.
    public <T> Map<String, T> each(Function<Fields, T> read) {
        var all = new LinkedHashMap<String, T>();
        node.forEachEntry(
                (name, value) -> all.put(name, read.apply(of("`" + name + "` of " + what, value))));
        return all;
    }

    private JsonNode array(String name) {
        var array = node.path(name);
        if (!array.isArray()) {
            throw new ReleaseException(what + " has no list `" + name + "`");
        }
        return array;
    }
}
