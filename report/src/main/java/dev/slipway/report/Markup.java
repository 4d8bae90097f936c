package dev.slipway.report;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes elements, for HTML and XML alike. The one place where text is escaped: nothing that a
/// report holds gets past it.
final class Markup {

    private static final int REPLACEMENT = 0xfffd;

    private final StringBuilder out;
    private final Deque<String> open = new ArrayDeque<>();

    /// @param prologue constant text that is written as it is
    Markup(String prologue) {
        out = new StringBuilder(prologue);
    }

    /// @param attributes names and values in turn
    Markup open(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        open.push(tag);
        return this;
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /// A whole element with nothing but text in it.
    Markup element(String tag, String text, String... attributes) {
        return open(tag, attributes).text(text).close();
    }

    /// Ends the line: only for whoever reads the source.
    Markup line() {
        out.append('\n');
        return this;
    }

    /// What was written; all elements must be closed.
    String written() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.toString();
    }

    private void escape(String text) {
        text.codePoints().forEach(this::escape);
    }

    private void escape(int c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(isWritable(c) ? c : REPLACEMENT);
        }
    }

    /// What XML can hold at all; it has no way to write the others.
    private static boolean isWritable(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }
}
