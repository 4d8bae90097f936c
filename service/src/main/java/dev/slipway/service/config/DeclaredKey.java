package dev.slipway.service.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One key as a service declares it.
///
/// @param section that it is in
/// @param name within the section
/// @param written the default as it is written
record DeclaredKey(
        String section,
        String name,
        Kind kind,
        Arity arity,
        Optional<String> written,
        String group,
        Key facts) {

    /// How many values there are, and whether there must be any.
    record Arity(boolean list, boolean optional) {}

    /// What stands behind the name of a key, or of its variable, whose value is in a file.
    static final String FILE = "_file";

    /// With its section, such as `server.port`.
    String path() {
        return section + "." + name;
    }

    /// Whether the service does not start without it.
    boolean required() {
        return !arity.optional() && written.isEmpty();
    }

    boolean secret() {
        return kind.secret();
    }

    /// What it may be, in a message.
    String what() {
        return arity.list() ? "a list, each " + kind.what() : kind.what();
    }

    /// The names of its variable, the plain one first.
    List<String> variables(String prefix) {
        return variables(prefix, path());
    }

    static List<String> variables(String prefix, String path) {
        var name = prefix + "_" + path.toUpperCase(Locale.ROOT);
        return List.of(name.replace('.', '_'), name.replace(".", "__"));
    }
}
