package dev.slipway.report;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The one place where text is made safe to stand in Markdown as GitHub and GitLab read it.
final class Markdown {

    /// What may begin markup, a link or the next cell; a backslash takes that from it.
    private static final String SPECIAL = "\\`*_[]#|~>";

    /// What begins a list at the start of a line.
    private static final Pattern LIST = Pattern.compile("^([0-9]*)([-+.)])(?=\\s|$)");

    private Markdown() {}

    /// As words on one line; nothing in it is markup.
    static String words(String text) {
        var out = new StringBuilder();
        text.strip().replaceAll("\\s+", " ").codePoints().forEach(c -> word(c, out));
        return LIST.matcher(out).replaceFirst("$1\\\\$2");
    }

    private static void word(int c, StringBuilder out) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '@' -> out.append("&#64;");
            default -> {
                if (SPECIAL.indexOf(c) >= 0) {
                    out.append('\\');
                }
                out.appendCodePoint(c);
            }
        }
    }

    /// As code within a line, also of a table, where even code cannot hold a bare `|`.
    static String code(String text) {
        var line = text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
        var fence = "`".repeat(longestRun(line) + 1);
        var space = line.startsWith("`") || line.endsWith("`") ? " " : "";
        return line.isEmpty() ? "" : fence + space + line + space + fence;
    }

    /// As a block of code, each line after `indent`.
    static String block(String text, String indent) {
        var fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        return Stream.of(Stream.of(fence), text.lines(), Stream.of(fence))
                .flatMap(lines -> lines)
                .map(line -> indent + line)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
