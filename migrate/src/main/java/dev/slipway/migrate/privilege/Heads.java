package dev.slipway.migrate.privilege;

import dev.slipway.migrate.privilege.Act.Access;
import dev.slipway.migrate.privilege.Act.Before;
import dev.slipway.migrate.privilege.Act.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads from the first words of a statement what it does to which objects.
///
/// Not a grammar: whether a statement is right is for the server to say. What it does not know it
/// passes over, so that nobody is told that something is missing which is not needed.
final class Heads {

    private static final Map<String, Sort> SORTS =
            Map.ofEntries(
                    Map.entry("table", Sort.RELATION),
                    Map.entry("view", Sort.RELATION),
                    Map.entry("index", Sort.RELATION),
                    Map.entry("sequence", Sort.RELATION),
                    Map.entry("type", Sort.TYPE),
                    Map.entry("domain", Sort.TYPE),
                    Map.entry("function", Sort.ROUTINE),
                    Map.entry("procedure", Sort.ROUTINE),
                    Map.entry("routine", Sort.ROUTINE),
                    Map.entry("aggregate", Sort.ROUTINE),
                    Map.entry("schema", Sort.SCHEMA),
                    Map.entry("extension", Sort.EXTENSION),
                    Map.entry("database", Sort.DATABASE));

    /// What stands between the verb and the kind of object.
    private static final Set<String> ASIDE =
            Set.of(
                    "global",
                    "local",
                    "unlogged",
                    "unique",
                    "recursive",
                    "materialized",
                    "foreign",
                    "constraint");

    /// What belongs to a table and is named before it.
    private static final Set<String> PARTS = Set.of("trigger", "policy", "rule", "constraint");

    private final Words words;
    private final List<Act> acts = new ArrayList<>();

    private Heads(String sql) {
        words = new Words(sql);
    }

    static List<Act> read(String sql) {
        var heads = new Heads(sql);
        heads.statement();
        return heads.acts;
    }

    private void statement() {
        var verb = words.take().text();
        switch (verb) {
            case "create" -> create();
            case "alter" -> alter();
            case "drop" -> drop();
            case "comment" -> comment();
            case "insert" -> table(Access.INSERT, words.skip("into"));
            case "update" -> table(Access.UPDATE, true);
            case "delete" -> table(Access.DELETE, words.skip("from"));
            case "truncate" -> truncate();
            case "copy" -> copy();
            case "set" -> set();
            case "do", "call" -> acts.add(new Act.Hides("a block of code"));
            default -> {}
        }
    }

    private void table(Access access, boolean goesOn) {
        words.skip("only");
        if (goesOn) {
            words.name().ifPresent(name -> uses(access, name));
        }
    }

    private void uses(Access access, Name table) {
        acts.add(new Act.Uses(access, Sort.RELATION, table, Optional.empty()));
    }

    private void truncate() {
        words.skip("table");
        do {
            table(Access.TRUNCATE, true);
        } while (words.skip(","));
    }

    private void copy() {
        var name = words.name();
        words.arguments();
        if (words.skip("from")) {
            name.ifPresent(table -> uses(Access.INSERT, table));
        }
    }

    private void set() {
        if (!words.skip("local")) {
            words.skip("session");
        }
        if (words.skip("role") || words.skip("authorization")) {
            acts.add(new Act.Hides("what runs as another role"));
        } else if (words.skip("search_path") && (words.skip("to") || words.skip("="))) {
            var path = new ArrayList<String>();
            do {
                path.add(words.take().text().replaceAll("^'|'$", ""));
            } while (words.skip(","));
            acts.add(new Act.Searches(path));
        }
    }

    private void create() {
        var before = words.skip("or", "replace") ? Before.REPLACED : Before.REFUSED;
        if (words.peek().is("temp") || words.peek().is("temporary")) {
            return;
        }
        while (ASIDE.contains(words.peek().text())) {
            words.take();
        }
        var kind = words.take().text();
        switch (kind) {
            case "index" -> createIndex();
            case "trigger" -> partOf("on", Access.TRIGGER);
            case "policy" -> partOf("on", Access.OWN);
            case "rule" -> partOf("to", Access.OWN);
            case "role", "group" -> makes(Sort.ROLE, before);
            case "user" -> {
                if (!words.skip("mapping")) {
                    makes(Sort.ROLE, before);
                }
            }
            case "publication" -> use(Access.CREATE, Sort.DATABASE);
            case "collation", "statistics" -> {
                words.skip("if", "not", "exists");
                words.name().ifPresent(name -> acts.add(new Act.CreatesIn(name)));
            }
            default -> {
                if (SORTS.containsKey(kind)) {
                    makes(SORTS.get(kind), before);
                }
            }
        }
        if (kind.equals("table")) {
            relatives();
        }
    }

    private void use(Access access, Sort sort) {
        acts.add(new Act.Uses(access, sort, Name.of(""), Optional.empty()));
    }

    private void makes(Sort sort, Before otherwise) {
        var before = ifNotExists(otherwise);
        if (sort == Sort.SCHEMA) {
            words.skip("authorization");
        }
        words.name()
                .ifPresent(name -> acts.add(new Act.Makes(sort, name, before, arguments(sort))));
    }

    /// How many arguments a routine takes, if that is said.
    private Optional<Integer> arguments(Sort sort) {
        return sort == Sort.ROUTINE ? words.arguments() : Optional.empty();
    }

    private Before ifNotExists(Before otherwise) {
        return words.skip("if", "not", "exists") ? Before.KEPT : otherwise;
    }

    private void createIndex() {
        words.skip("concurrently");
        var before = ifNotExists(Before.REFUSED);
        var index = words.peek().is("on") ? Optional.<Name>empty() : words.name();
        if (!words.skip("on")) {
            return;
        }
        words.skip("only");
        words.name()
                .ifPresent(table -> {
                    uses(Access.OWN, table);
                    acts.add(
                            index.map(name ->
                                            (Act)
                                                    new Act.Makes(
                                                            Sort.RELATION,
                                                            table.renamed(name.name()),
                                                            before,
                                                            Optional.empty()))
                                    .orElseGet(() -> new Act.CreatesIn(table)));
                });
    }

    private void partOf(String before, Access access) {
        if (words.skipTo(before)) {
            words.skip("domain");
            words.name().ifPresent(table -> uses(access, table));
        }
    }

    /// The other tables that a table's definition names.
    private void relatives() {
        while (!words.atEnd()) {
            if (words.skip("references")) {
                words.name().ifPresent(table -> uses(Access.REFERENCES, table));
            } else if (words.skip("partition", "of")
                    || words.skip("attach", "partition")
                    || words.skip("inherits", "(")
                    || words.skip("inherit")) {
                words.name().ifPresent(table -> uses(Access.OWN, table));
            } else {
                words.take();
            }
        }
    }

    private void alter() {
        while (ASIDE.contains(words.peek().text())) {
            words.take();
        }
        var kind = words.take().text();
        if (PARTS.contains(kind)) {
            partOf("on", Access.OWN);
        } else if (SORTS.containsKey(kind) && SORTS.get(kind) != Sort.DATABASE) {
            words.skip("if", "exists");
            words.skip("only");
            words.name().ifPresent(name -> altered(SORTS.get(kind), name));
        }
    }

    private void altered(Sort sort, Name name) {
        acts.add(new Act.Uses(Access.OWN, sort, name, arguments(sort)));
        words.skip("*");
        if (words.skip("rename", "to")) {
            if (sort == Sort.SCHEMA) {
                use(Access.CREATE, Sort.DATABASE);
            } else {
                acts.add(new Act.CreatesIn(name));
            }
            words.name().ifPresent(to -> becomes(sort, name, name.renamed(to.name())));
        } else if (words.skip("set", "schema")) {
            words.name().ifPresent(to -> becomes(sort, name, name.moved(to.name())));
        } else {
            relatives();
        }
    }

    private void becomes(Sort sort, Name before, Name after) {
        acts.add(new Act.Drops(sort, before, Optional.empty()));
        if (sort != Sort.SCHEMA && sort != Sort.EXTENSION) {
            acts.add(new Act.Makes(sort, after, Before.REFUSED, Optional.empty()));
        }
    }

    private void drop() {
        while (!words.peek().is("constraint") && ASIDE.contains(words.peek().text())) {
            words.take();
        }
        var kind = words.take().text();
        words.skip("concurrently");
        words.skip("if", "exists");
        if (PARTS.contains(kind)) {
            partOf("on", Access.OWN);
        } else if (SORTS.containsKey(kind) && SORTS.get(kind) != Sort.DATABASE) {
            do {
                words.name().ifPresent(name -> dropped(SORTS.get(kind), name));
            } while (words.skip(","));
        }
    }

    private void dropped(Sort sort, Name name) {
        var arguments = arguments(sort);
        acts.add(new Act.Uses(Access.DROP, sort, name, arguments));
        acts.add(new Act.Drops(sort, name, arguments));
    }

    private void comment() {
        words.skip("on");
        while (!words.peek().is("constraint") && ASIDE.contains(words.peek().text())) {
            words.take();
        }
        var kind = words.take().text();
        if (PARTS.contains(kind)) {
            partOf("on", Access.OWN);
        } else if (kind.equals("column")) {
            column().ifPresent(table -> uses(Access.OWN, table));
        } else if (SORTS.containsKey(kind)) {
            words.name()
                    .ifPresent(name ->
                            acts.add(
                                    new Act.Uses(
                                            Access.OWN,
                                            SORTS.get(kind),
                                            name,
                                            arguments(SORTS.get(kind)))));
        }
    }

    /// The table of `table.column` or `schema.table.column`.
    private Optional<Name> column() {
        var parts = new ArrayList<String>();
        do {
            parts.add(words.take().text());
        } while (words.skip("."));
        return switch (parts.size()) {
            case 2 -> Optional.of(Name.of(parts.get(0)));
            case 3 -> Optional.of(new Name(Optional.of(parts.get(0)), parts.get(1)));
            default -> Optional.empty();
        };
    }
}
