package dev.slipway.engine.compat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `explain (verbose, format json)` shows of a statement: the tables that it uses, and what it
/// writes to them.
///
/// The server has resolved names, views and defaults by then, so that nothing of that is guessed
/// from the statement's text.
///
/// @param output of the topmost plan: what the statement computes
record Explanation(Set<TableName> uses, List<Write> writes, List<String> output) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    static final Explanation NOTHING = new Explanation(Set.of(), List.of(), List.of());

    Explanation {
        uses = Set.copyOf(uses);
        writes = List.copyOf(writes);
        output = List.copyOf(output);
    }

    static Explanation of(String json) {
        var uses = new LinkedHashSet<TableName>();
        var writes = new ArrayList<Write>();
        var output = new ArrayList<String>();
        for (var one : JSON.readTree(json)) {
            var plan = one.path("Plan");
            output.addAll(strings(plan.path("Output")));
            collect(plan, uses, writes);
        }
        return new Explanation(uses, writes, output);
    }

    private static void collect(JsonNode node, Set<TableName> uses, List<Write> writes) {
        if (node.has("Relation Name") && node.has("Schema")) {
            uses.add(table(node));
        }
        if (text(node, "Node Type").equals("ModifyTable") && node.has("Relation Name")) {
            writes.add(write(node));
        }
        for (var child : node.path("Plans")) {
            collect(child, uses, writes);
        }
    }

    private static Write write(JsonNode node) {
        return new Write(
                table(node),
                text(node, "Alias"),
                Write.Operation.valueOf(text(node, "Operation").toUpperCase(Locale.ROOT)),
                values(node),
                conflict(node));
    }

    private static List<String> values(JsonNode node) {
        for (var child : node.path("Plans")) {
            if (text(child, "Parent Relationship").equals("Outer")) {
                return strings(child.path("Output"));
            }
        }
        return List.of();
    }

    private static Write.Conflict conflict(JsonNode node) {
        return switch (text(node, "Conflict Resolution")) {
            case "UPDATE" -> Write.Conflict.UPDATES;
            case "NOTHING" ->
                    node.path("Conflict Arbiter Indexes").isEmpty()
                            ? Write.Conflict.IGNORED
                            : Write.Conflict.IGNORED_IF_NAMED;
            default -> Write.Conflict.FAILS;
        };
    }

    private static TableName table(JsonNode node) {
        return new TableName(text(node, "Schema"), text(node, "Relation Name"));
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        for (var one : array) {
            strings.add(one.asString());
        }
        return strings;
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
