package dev.slipway.migrate.privilege;

import java.util.Locale;
import java.util.Optional;

/// The words of one statement, one after the other: names, marks and whole strings, no comments.
///
/// It reads no further than it is asked, so that a long list of values costs nothing.
final class Words {

    /// One word.
    ///
    /// @param text in lower case unless it was quoted
    /// @param quoted whether it can only be a name
    record Word(String text, boolean quoted) {

        static final Word END = new Word("", false);

        /// Every other word has a text, or was quoted.
        boolean isEnd() {
            return !quoted && text.isEmpty();
        }

        boolean is(String keyword) {
            return !quoted && text.equals(keyword);
        }

        /// How much deeper in parentheses one is after it.
        int nesting() {
            return is("(") ? 1 : is(")") ? -1 : 0;
        }

        boolean isName() {
            return quoted || (!text.isEmpty() && isNameStart(text.charAt(0)));
        }
    }

    private final String sql;
    private int at;
    private Word next = Word.END;

    Words(String sql) {
        this.sql = sql;
        advance();
    }

    Word peek() {
        return next;
    }

    Word take() {
        var taken = next;
        advance();
        return taken;
    }

    boolean atEnd() {
        return next.isEnd();
    }

    /// Takes the keywords if they come next, one after the other.
    boolean skip(String... keywords) {
        int before = at;
        var first = next;
        for (var keyword : keywords) {
            if (!next.is(keyword)) {
                at = before;
                next = first;
                return false;
            }
            advance();
        }
        return true;
    }

    /// Takes everything up to and with the keyword, outside parentheses.
    boolean skipTo(String keyword) {
        while (!atEnd()) {
            if (skip(keyword)) {
                return true;
            }
            if (next.is("(")) {
                parenthesis();
            } else {
                advance();
            }
        }
        return false;
    }

    /// Takes a name with its schema, if one comes next.
    Optional<Name> name() {
        if (!next.isName()) {
            return Optional.empty();
        }
        var name = Name.of(take().text());
        while (skip(".") && next.isName()) {
            name = name.dot(take().text());
        }
        return Optional.of(name);
    }

    /// Takes what stands in parentheses, if they come next.
    ///
    /// @return how many parts, separated by commas, do not begin with `out`; none without them
    Optional<Integer> arguments() {
        return next.is("(") ? Optional.of(parenthesis()) : Optional.empty();
    }

    private int parenthesis() {
        int depth = 0;
        int parts = 0;
        boolean first = false;
        do {
            var word = take();
            boolean begins = first && !word.is(")") && !word.is("out");
            parts += begins ? 1 : 0;
            first = depth <= 1 && ((word.is("(") && depth == 0) || (word.is(",") && depth == 1));
            depth += word.nesting();
        } while (depth > 0 && !atEnd());
        return parts;
    }

    private void advance() {
        skipBlanks();
        if (at >= sql.length()) {
            next = Word.END;
            return;
        }
        int start = at;
        char c = sql.charAt(at);
        if (c == '"') {
            at = quoteEnd('"');
            var inside = sql.substring(start + 1, Math.max(start + 1, at - 1));
            next = new Word(inside.replace("\"\"", "\""), true);
        } else if (isNameStart(c)) {
            while (at < sql.length() && isNamePart(sql.charAt(at))) {
                at++;
            }
            next = new Word(sql.substring(start, at).toLowerCase(Locale.ROOT), false);
        } else {
            at = c == '\'' ? quoteEnd('\'') : c == '$' ? dollarEnd() : at + 1;
            next = new Word(sql.substring(start, Math.min(at, start + 200)), false);
        }
    }

    private void skipBlanks() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end;
            } else if (sql.startsWith("/*", at)) {
                at = commentEnd();
            } else {
                return;
            }
        }
    }

    private int commentEnd() {
        int depth = 0;
        int i = at;
        while (i < sql.length()) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (sql.startsWith("*/", i)) {
                i += 2;
                if (--depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return sql.length();
    }

    private int quoteEnd(char quote) {
        for (int i = at + 1; i < sql.length(); i++) {
            if (sql.charAt(i) == quote) {
                if (i + 1 >= sql.length() || sql.charAt(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            }
        }
        return sql.length();
    }

    private int dollarEnd() {
        int end = sql.indexOf('$', at + 1);
        if (end < 0) {
            return at + 1;
        }
        var tag = sql.substring(at, end + 1);
        int close = sql.indexOf(tag, end + 1);
        return close < 0 ? at + 1 : close + tag.length();
    }

    private static boolean isNameStart(char c) {
        return c == '_' || c >= 0x80 || Character.isLetter(c);
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || c == '$' || Character.isDigit(c);
    }
}
