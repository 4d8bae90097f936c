package dev.slipway.migrate.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds where the statements of a SQL text end, as PostgreSQL's own programs do.
///
/// Knows quotes, dollar quotes, nested comments, parentheses and `begin atomic` bodies, and nothing
/// else of SQL: what a statement means is for the server to say.
public final class Statements {

    private static final String END_OF_COPY = "\\.";

    private final String text;
    private final boolean copies;
    private final List<Statement> found = new ArrayList<>();
    private int at;
    private int line = 1;

    /// Where the current statement's first word stands, or -1 before it.
    private int start = -1;

    private int startLine;
    private int parentheses;
    private RoutineBody body = new RoutineBody();

    private Statements(String text, boolean copies) {
        this.text = text;
        this.copies = copies;
    }

    /// The statements of `sql` in order; what holds only comments is none.
    public static List<Statement> split(String sql) {
        return new Statements(sql, false).split();
    }

    /// The same, where the lines that follow a `copy … from stdin` are its data, to one that holds
    /// only `\.` or to the end.
    public static List<Statement> splitWithCopyData(String sql) {
        return new Statements(sql, true).split();
    }

    private List<Statement> split() {
        if (text.startsWith("\uFEFF")) {
            at = 1;
        }
        while (at < text.length()) {
            token(text.charAt(at));
        }
        end();
        return List.copyOf(found);
    }

    private void token(char c) {
        if (c == '-' && next() == '-') {
            skipTo(lineEnd());
        } else if (c == '/' && next() == '*') {
            skipTo(commentEnd());
        } else if (Character.isWhitespace(c)) {
            skipTo(at + 1);
        } else if (c == ';' && parentheses == 0 && !body.open()) {
            end();
            skipTo(at + 1);
            copy();
        } else {
            begin();
            skipTo(tokenEnd(c));
        }
    }

    private int tokenEnd(char c) {
        if (c == '\'') {
            return quoteEnd(at + 1, '\'', false);
        }
        if (c == '"') {
            return quoteEnd(at + 1, '"', false);
        }
        if (c == '$') {
            return dollarEnd();
        }
        if (isWordStart(c)) {
            return word();
        }
        if (c == '(') {
            parentheses++;
        } else if (c == ')') {
            parentheses = Math.max(0, parentheses - 1);
        }
        return at + 1;
    }

    private int word() {
        int end = at + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        var word = text.substring(at, end).toLowerCase(Locale.ROOT);
        if (word.equals("e") && end < text.length() && text.charAt(end) == '\'') {
            return quoteEnd(end + 1, '\'', true);
        }
        if (parentheses == 0) {
            body.word(word);
        }
        return end;
    }

    private int quoteEnd(int from, char quote, boolean backslashes) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && backslashes) {
                i++;
            } else if (c == quote) {
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else {
                    return i + 1;
                }
            }
        }
        return text.length();
    }

    /// The end of the dollar-quoted string that begins here, or of the lone dollar sign.
    private int dollarEnd() {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != '$' && isWordPart(text.charAt(end))) {
            end++;
        }
        boolean parameter = Character.isDigit(next());
        if (parameter || end >= text.length() || text.charAt(end) != '$') {
            return at + 1;
        }
        var tag = text.substring(at, end + 1);
        int close = text.indexOf(tag, end + 1);
        return close < 0 ? text.length() : close + tag.length();
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private int commentEnd() {
        int depth = 0;
        for (int i = at; i + 1 < text.length(); i++) {
            if (text.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (text.startsWith("*/", i)) {
                i++;
                if (--depth == 0) {
                    return i + 1;
                }
            }
        }
        return text.length();
    }

    private void begin() {
        if (start < 0) {
            start = at;
            startLine = line;
        }
    }

    private void end() {
        if (start >= 0) {
            found.add(new Statement(startLine, text.substring(start, at).stripTrailing()));
        }
        start = -1;
        parentheses = 0;
        body = new RoutineBody();
    }

    /// Takes what follows as the data of the statement that has just ended, if that reads any.
    private void copy() {
        if (!copies || found.isEmpty() || found.get(found.size() - 1).copyData().isPresent()) {
            return;
        }
        var statement = found.get(found.size() - 1);
        if (!LeadingWords.of(statement.sql()).areOfCopyFromInput()) {
            return;
        }
        skipTo(nextLine());
        int data = at;
        int end = at;
        while (at < text.length()) {
            var row = text.substring(at, nextLine()).strip();
            skipTo(nextLine());
            if (row.equals(END_OF_COPY)) {
                break;
            }
            end = at;
        }
        found.set(
                found.size() - 1,
                new Statement(
                        statement.line(), statement.sql(), Optional.of(text.substring(data, end))));
    }

    private int nextLine() {
        return Math.min(lineEnd() + 1, text.length());
    }

    private void skipTo(int end) {
        for (int i = at; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        at = end;
    }

    private char next() {
        return at + 1 < text.length() ? text.charAt(at + 1) : 0;
    }

    private static boolean isWordStart(char c) {
        return c == '_' || c >= 0x80 || Character.isLetter(c);
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || c == '$' || Character.isDigit(c);
    }
}
