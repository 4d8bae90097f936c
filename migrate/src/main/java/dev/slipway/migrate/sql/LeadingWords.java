package dev.slipway.migrate.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The first words of a statement in capitals, as written outside quotes, comments and parentheses:
/// enough to tell what kind of statement it is.
public record LeadingWords(String text) {

    private static final int ENOUGH = 10;

    private static final Pattern TOKEN =
            Pattern.compile(
                    "--[^\\n]*+|/\\*(?s:.*?)\\*/|'[^']*+'|\"[^\"]*+\"(?:\\.[^\\s(;]*+)?"
                            + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$.]*+(?:\"[^\"]*+\")?)"
                            + "|(?<open>\\()|(?<close>\\))");

    private static final Pattern COPY = Pattern.compile("COPY(?: .*)? FROM STDIN");

    private static final Pattern PLAIN = Pattern.compile("[A-Z_]+");

    public static LeadingWords of(String sql) {
        List<String> words = new ArrayList<>();
        int depth = 0;
        var token = TOKEN.matcher(sql);
        while (words.size() < ENOUGH && token.find()) {
            if (token.group("open") != null) {
                depth++;
            } else if (token.group("close") != null) {
                depth--;
            } else if (token.group("word") != null && depth == 0) {
                var word = token.group("word").toUpperCase(Locale.ROOT);
                if (PLAIN.matcher(word).matches()) {
                    words.add(word);
                }
            }
        }
        return new LeadingWords(String.join(" ", words));
    }

    /// Whether the statement begins with words that `pattern` describes.
    public boolean begin(Pattern pattern) {
        var match = pattern.matcher(text);
        return match.lookingAt()
                && (match.end() == text.length() || text.charAt(match.end()) == ' ');
    }

    boolean areOfCopyFromInput() {
        return begin(COPY);
    }
}
