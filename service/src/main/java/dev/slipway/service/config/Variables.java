package dev.slipway.service.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What the environment says about the keys that are declared, and complaints of every other
/// variable with the prefix.
final class Variables {

    /// What Kubernetes puts into the environment for a service that is called like the prefix.
    private static final Pattern SERVICE_LINK =
            Pattern.compile(
                    "(_\\w+)?_(SERVICE_(HOST|PORT(_\\w+)?)|PORT(_[0-9]+_(TCP|UDP|SCTP)(_\\w+)?)?)");

    private static final String AS_FILE = "_FILE";

    private final Declaration declaration;
    private final Inputs inputs;
    private final Problems problems;
    private final Map<String, DeclaredKey> plain = new HashMap<>();
    private final Map<String, DeclaredKey> pointing = new HashMap<>();
    private final Map<String, Retired> retired = new HashMap<>();

    /// The variables that are set of one key.
    private record Set(List<String> plain, List<String> pointing) {
        Set() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private Variables(Declaration declaration, Inputs inputs, Problems problems) {
        this.declaration = declaration;
        this.inputs = inputs;
        this.problems = problems;
        var prefix = declaration.prefix();
        for (var old : declaration.retired()) {
            DeclaredKey.variables(prefix, old.path()).forEach(name -> retired.put(name, old));
        }
        for (var key : declaration.keys()) {
            key.variables(prefix).forEach(name -> plain.put(name, key));
            if (key.secret()) {
                key.variables(prefix).forEach(name -> pointing.put(name + AS_FILE, key));
            }
        }
    }

    static List<Given> read(Declaration declaration, Inputs inputs, Problems problems) {
        return new Variables(declaration, inputs, problems).read();
    }

    private List<Given> read() {
        var given = new ArrayList<Given>();
        var sets = new LinkedHashMap<String, Set>();
        for (var name : new TreeMap<>(inputs.environment()).keySet()) {
            if (plain.containsKey(name)) {
                set(sets, plain.get(name)).plain().add(name);
            } else if (pointing.containsKey(name)) {
                set(sets, pointing.get(name)).pointing().add(name);
            } else if (retired.containsKey(name)) {
                Complaints.retired(problems, retired.get(name), Source.variable(name))
                        .ifPresent(given::add);
            } else if (name.startsWith(declaration.prefix() + "_")) {
                unknown(name);
            }
        }
        sets.forEach((path, set) ->
                declaration.key(path).map(key -> given(key, set)).ifPresent(given::add));
        return given;
    }

    private static Set set(Map<String, Set> sets, DeclaredKey key) {
        return sets.computeIfAbsent(key.path(), path -> new Set());
    }

    private Given given(DeclaredKey key, Set set) {
        if (set.plain().isEmpty()) {
            return pointer(key, set.pointing());
        }
        var name = set.plain().get(0);
        var source = Source.variable(name);
        if (!set.pointing().isEmpty()) {
            return Complaints.bothForms(problems, key, source, name, set.pointing().get(0));
        }
        return differ(key, set.plain()).orElseGet(() -> new Given.Plain(key, source, text(name)));
    }

    private Given pointer(DeclaredKey key, List<String> names) {
        var source = Source.variable(names.get(0));
        var text = text(names.get(0));
        if (text.isEmpty()) {
            return Complaints.wrong(problems, key, source, "it is empty", "the path of a file");
        }
        return differ(key, names)
                .orElseGet(() ->
                        SecretFile.given(key, source, text, inputs.directory()::resolve, problems));
    }

    /// Two spellings of one variable may stand side by side only if they say the same.
    private Optional<Given> differ(DeclaredKey key, List<String> names) {
        if (names.stream().map(this::text).distinct().count() < 2) {
            return Optional.empty();
        }
        var source = Source.variable(names.get(0));
        problems.add(
                "two-variables",
                source,
                key.path() + ": " + String.join(" and ", names) + " are one variable, and differ.",
                "Keep one of them.");
        return Optional.of(new Given.Broken(key, source));
    }

    private String text(String name) {
        return inputs.environment().getOrDefault(name, "");
    }

    private void unknown(String name) {
        problems.add(
                "unknown-variable", Source.variable(name), name + " is not known.", remedy(name));
    }

    private String remedy(String name) {
        var names = new ArrayList<>(plain.keySet());
        names.addAll(pointing.keySet());
        names.removeIf(one -> one.contains("__") != name.contains("__"));
        if (SERVICE_LINK.matcher(name.substring(declaration.prefix().length())).matches()
                && Suggestion.among(name, names).isEmpty()) {
            return "Kubernetes sets it for a Service of that name: set `enableServiceLinks: false`"
                    + " in the pod.";
        }
        return Suggestion.remedy(name, names);
    }
}
