package dev.slipway.report;

import java.util.Iterator;
import java.util.function.Consumer;

/// Writes [Json] as text.
final class JsonWriter {

    private final StringBuilder out = new StringBuilder();
    private final boolean pretty;
    private int depth;

    private JsonWriter(boolean pretty) {
        this.pretty = pretty;
    }

    static String compact(Json value) {
        return write(value, false);
    }

    static String pretty(Json value) {
        return write(value, true);
    }

    private static String write(Json value, boolean pretty) {
        var writer = new JsonWriter(pretty);
        writer.value(value);
        return writer.out.toString();
    }

    private void value(Json value) {
        if (value instanceof Json.Obj obj) {
            var fields = obj.fields().entrySet().iterator();
            nest('{', '}', fields, field -> field(field.getKey(), field.getValue()));
        } else if (value instanceof Json.Arr arr) {
            nest('[', ']', arr.items().iterator(), this::value);
        } else if (value instanceof Json.Str str) {
            string(str.value());
        } else if (value instanceof Json.Num num) {
            out.append(num.text());
        } else if (value instanceof Json.Bool bool) {
            out.append(bool.value());
        } else {
            out.append("null");
        }
    }

    private void field(String name, Json value) {
        string(name);
        out.append(pretty ? ": " : ":");
        value(value);
    }

    private <T> void nest(char open, char close, Iterator<T> items, Consumer<T> write) {
        out.append(open);
        if (items.hasNext()) {
            depth++;
            while (items.hasNext()) {
                newLine();
                write.accept(items.next());
                if (items.hasNext()) {
                    out.append(',');
                }
            }
            depth--;
            newLine();
        }
        out.append(close);
    }

    private void newLine() {
        if (pretty) {
            out.append('\n').append("  ".repeat(depth));
        }
    }

    private void string(String value) {
        out.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20 || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
