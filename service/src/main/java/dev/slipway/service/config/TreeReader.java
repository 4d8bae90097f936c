package dev.slipway.service.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Reads a file as it is written, token by token: nothing is merged, repeated or guessed.
///
/// YAML's aliases and tags are refused. An alias lets a few lines stand for millions, and what a
/// tag such as `!vault` marks is not the value.
final class TreeReader {

    private final JsonParser parser;
    private final ConfigFile file;
    private final Problems problems;

    TreeReader(JsonParser parser, ConfigFile file, Problems problems) {
        this.parser = parser;
        this.file = file;
        this.problems = problems;
    }

    Optional<Node.Fields> read() {
        if (parser.nextToken() == null) {
            problems.add(
                    "value",
                    file.at(0),
                    "It has comments and no keys.",
                    "Write the keys, or give no file.");
            return Optional.empty();
        }
        var node = node();
        if (parser.nextToken() != null) {
            refuse("A second document begins here.", "Keep one document in the file.");
        }
        if (node instanceof Node.Fields fields) {
            return Optional.of(fields);
        }
        if (node instanceof Node.Refused) {
            return Optional.empty();
        }
        problems.add(
                "value",
                file.at(node.line()),
                "It is " + node.what() + ", where sections with their keys are wanted.",
                "Write `section:` with its keys below it.");
        return Optional.empty();
    }

    private Node node() {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            return refuse("An alias stands here, and no value.", "Write the value out.");
        }
        if (parser.getTypeId() != null) {
            parser.skipChildren();
            return refuse("A tag stands before the value.", "Write the plain value.");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields();
            case START_ARRAY -> items();
            case VALUE_NULL -> new Node.Nothing(line());
            default -> scalar();
        };
    }

    private Node fields() {
        int line = line();
        var fields = new LinkedHashMap<String, Node>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            int at = line();
            parser.nextToken();
            var node = node();
            if (fields.put(name, at > 0 ? moved(node, at) : node) != null) {
                problems.add(
                        "duplicate",
                        file.at(at),
                        Redaction.quoted(name) + " is written twice.",
                        "Keep one of them.");
                fields.put(name, new Node.Refused(at));
            }
        }
        return new Node.Fields(fields, line);
    }

    /// What is in braces or brackets, or below its key, is where the key is.
    private static Node moved(Node node, int line) {
        if (node instanceof Node.Fields fields) {
            return new Node.Fields(fields.fields(), line);
        }
        if (node instanceof Node.Items items) {
            return new Node.Items(items.items(), line);
        }
        return node instanceof Node.Nothing ? new Node.Nothing(line) : node;
    }

    private Node items() {
        int line = line();
        var items = new ArrayList<Node>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new Node.Items(items, line);
    }

    private Node scalar() {
        boolean yaml = parser instanceof YAMLParser;
        var text = parser.getString();
        if (yaml && text.equals("~")) {
            return new Node.Nothing(line());
        }
        boolean typed = parser.currentToken() != JsonToken.VALUE_STRING;
        return new Node.Scalar(text, typed && !yaml, line());
    }

    private Node refuse(String fact, String remedy) {
        int line = line();
        problems.add("value", file.at(line), fact, remedy);
        return new Node.Refused(line);
    }

    private int line() {
        return Math.max(0, parser.currentTokenLocation().getLineNr());
    }
}
