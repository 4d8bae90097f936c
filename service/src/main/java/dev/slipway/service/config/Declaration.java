package dev.slipway.service.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Everything that a service declares of its configuration, checked once when it is made.
final class Declaration {

    private final String prefix;
    private final Map<String, RecordComponent> sections = new LinkedHashMap<>();
    private final Map<String, DeclaredKey> keys = new LinkedHashMap<>();
    private final Map<String, Retired> retired = new TreeMap<>();
    private final Map<String, Section> facts = new LinkedHashMap<>();

    private Declaration(String prefix) {
        this.prefix = prefix;
    }

    /// @throws IllegalArgumentException for what the service's author must mend
    static Declaration of(Class<? extends Record> type, String prefix) {
        require(prefix.matches("[A-Z][A-Z0-9_]*[A-Z0-9]"), "no prefix of variables: " + prefix);
        var declaration = new Declaration(prefix);
        for (var component : type.getRecordComponents()) {
            declaration.add(component);
        }
        declaration.checkVariables();
        return declaration;
    }

    private void add(RecordComponent component) {
        var name = KeyReader.name(component);
        var section =
                Optional.ofNullable(component.getType().getAnnotation(Section.class))
                        .filter(found -> component.getType().isRecord())
                        .orElseThrow(() ->
                                new IllegalArgumentException(name + " is no record with @Section"));
        sections.put(name, component);
        facts.put(name, section);
        for (var part : component.getType().getRecordComponents()) {
            var key = KeyReader.read(name, section, part);
            keys.put(key.path(), key);
            if (!key.facts().renamedFrom().isEmpty()) {
                retire(Retired.renamed(key));
            }
        }
        for (var removed : section.removed()) {
            retire(Retired.removed(removed));
        }
    }

    private void retire(Retired old) {
        require(old.path().contains("."), "not with its section: " + old.path());
        retired.put(old.path(), old);
    }

    /// Two keys whose variables have one name could not be told apart.
    private void checkVariables() {
        var seen = new HashMap<String, String>();
        for (var key : keys.values()) {
            var names = new ArrayList<>(key.variables(prefix));
            if (key.secret()) {
                names.addAll(DeclaredKey.variables(prefix, key.path() + DeclaredKey.FILE));
            }
            for (var name : names) {
                var other = seen.put(name, key.path());
                require(
                        other == null,
                        name + " would be the variable of " + other + " and of " + key.path());
            }
        }
    }

    String prefix() {
        return prefix;
    }

    /// The record of each section by its name, in the order of the declaration.
    Map<String, RecordComponent> sections() {
        return Collections.unmodifiableMap(sections);
    }

    Section section(String name) {
        return Objects.requireNonNull(facts.get(name), name);
    }

    /// What was taken away, in any section.
    List<Removed> removed() {
        return facts.values().stream().flatMap(each -> Stream.of(each.removed())).toList();
    }

    List<DeclaredKey> keys() {
        return List.copyOf(keys.values());
    }

    List<DeclaredKey> keys(String section) {
        return keys.values().stream().filter(key -> key.section().equals(section)).toList();
    }

    Optional<DeclaredKey> key(String path) {
        return Optional.ofNullable(keys.get(path));
    }

    /// The secret that a key such as `database.password_file` points at.
    Optional<DeclaredKey> keyOfFile(String path) {
        return path.endsWith(DeclaredKey.FILE)
                ? key(path.substring(0, path.length() - DeclaredKey.FILE.length()))
                        .filter(DeclaredKey::secret)
                : Optional.empty();
    }

    Optional<Retired> retired(String path) {
        return Optional.ofNullable(retired.get(path));
    }

    List<Retired> retired() {
        return List.copyOf(retired.values());
    }

    /// Every name that a file may hold, with its section.
    List<String> paths() {
        var paths = new ArrayList<>(keys.keySet());
        keys.values().stream()
                .filter(DeclaredKey::secret)
                .forEach(key -> paths.add(key.path() + DeclaredKey.FILE));
        return paths;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
