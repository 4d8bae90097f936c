package dev.slipway.migrate.format;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// As much of TOML as `flyway.toml` needs: tables, strings, plain words, lists and inline tables,
/// as dotted names with their values as text.
///
/// A list becomes its elements with commas between, as `flyway.conf` writes one.
final class FlywayToml {

    private final String place;
    private final String text;
    private final Map<String, String> values = new HashMap<>();
    private int at;

    FlywayToml(String place, String text) {
        this.place = place;
        this.text = text;
    }

    /// @throws MigrationFolderException when it is not understood
    Map<String, String> values() {
        var table = "";
        for (skip(true); at < text.length(); skip(true)) {
            if (peek() == '[') {
                table = table();
            } else {
                pair(table);
            }
            skip(false);
            if (at < text.length() && peek() != '\n') {
                throw wrong("has more on the line than one setting");
            }
        }
        return values;
    }

    /// The name of a table with a dot after it; tables in a list are told apart by nothing.
    private String table() {
        boolean listed = text.startsWith("[[", at);
        at += listed ? 2 : 1;
        var name = name() + ".";
        expect(listed ? "]]" : "]");
        return name;
    }

    private void pair(String table) {
        var name = table + name();
        expect("=");
        value(name);
    }

    private String name() {
        var name = new StringBuilder(part());
        for (skip(false); at < text.length() && peek() == '.'; skip(false)) {
            at++;
            name.append('.').append(part());
        }
        return name.toString();
    }

    private String part() {
        skip(false);
        return at < text.length() && (peek() == '"' || peek() == '\'') ? string() : word("-_:");
    }

    private void value(String name) {
        skip(false);
        if (at < text.length() && peek() == '{') {
            inlineTable(name + ".");
        } else {
            values.put(name, scalarOrList());
        }
    }

    private void inlineTable(String table) {
        at++;
        for (skip(true); at < text.length() && peek() != '}'; skip(true)) {
            pair(table);
            skip(true);
            if (at < text.length() && peek() == ',') {
                at++;
            }
        }
        expect("}");
    }

    private String scalarOrList() {
        if (at < text.length() && peek() == '[') {
            return list();
        }
        return at < text.length() && (peek() == '"' || peek() == '\'') ? string() : word("-_+.:");
    }

    private String list() {
        List<String> elements = new ArrayList<>();
        at++;
        for (skip(true); at < text.length() && peek() != ']'; skip(true)) {
            elements.add(scalarOrList());
            skip(true);
            if (at < text.length() && peek() == ',') {
                at++;
            }
        }
        expect("]");
        return String.join(",", elements);
    }

    private String string() {
        char quote = peek();
        var three = String.valueOf(quote).repeat(3);
        boolean multiline = text.startsWith(three, at);
        var end = multiline ? three : String.valueOf(quote);
        at += end.length();
        if (multiline && text.startsWith("\n", at)) {
            at++;
        }
        var string = new StringBuilder();
        while (!text.startsWith(end, at)) {
            if (at >= text.length() || (!multiline && peek() == '\n')) {
                throw wrong("has a string that does not end");
            }
            string.append(quote == '"' && peek() == '\\' ? escaped() : text.charAt(at++));
        }
        at += end.length();
        return string.toString();
    }

    private String escaped() {
        at++;
        char kind = at < text.length() ? text.charAt(at++) : '\n';
        if (kind == 'u' || kind == 'U') {
            int end = at + (kind == 'u' ? 4 : 8);
            if (end > text.length() || !text.substring(at, end).matches("[0-9A-Fa-f]+")) {
                throw wrong("has a \\" + kind + " without its digits");
            }
            int character = Integer.parseInt(text.substring(at, end), 16);
            at = end;
            return Character.toString(character);
        }
        int known = "btnfr\"\\".indexOf(kind);
        if (known < 0) {
            throw wrong("has a backslash that means nothing: write \\\\, or use single quotes");
        }
        return String.valueOf("\b\t\n\f\r\"\\".charAt(known));
    }

    private String word(String alsoIn) {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(peek()) || alsoIn.indexOf(peek()) >= 0)) {
            at++;
        }
        if (at == start) {
            throw wrong("is not understood");
        }
        return text.substring(start, at);
    }

    private void expect(String mark) {
        skip(false);
        if (!text.startsWith(mark, at)) {
            throw wrong("lacks a " + mark);
        }
        at += mark.length();
    }

    /// Passes over blanks and comments.
    private void skip(boolean lines) {
        while (at < text.length()) {
            char c = peek();
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == ' ' || c == '\t' || c == '\r' || (lines && c == '\n')) {
                at++;
            } else {
                return;
            }
        }
    }

    private char peek() {
        return text.charAt(at);
    }

    private MigrationFolderException wrong(String what) {
        long line = text.chars().limit(at).filter(c -> c == '\n').count() + 1;
        return new MigrationFolderException(place + ":" + line + " " + what + ": correct it");
    }
}
