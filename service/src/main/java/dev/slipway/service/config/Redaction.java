package dev.slipway.service.config;

import java.util.Collection;
import java.util.regex.Pattern;

/// Takes out of a text what nobody should read: passwords in URLs, and parameters that are named
/// like secrets. What could be a password is taken for one: to show too little is the lesser harm.
final class Redaction {

    /// Stands where a secret was.
    static final String MARK = "***";

    private static final int LONGEST = 120;

    /// From the colon after the user to the last `@` before the next URL, since a password that was
    /// not encoded may hold `/`, `?` and `@` itself.
    private static final Pattern IN_URL = Pattern.compile("(://[^\\s:/?#@]*:)(?:(?!://)[^\\s])*@");

    private static final Pattern ASSIGNED =
            Pattern.compile(
                    "(?i)([?&;#\\s,]|^)([\\w.-]*(?:password|passwd|pwd|passphrase|secret|token"
                            + "|api[_-]?key|access[_-]?key|private[_-]?key|signature|credentials?|auth|sig|key|pass))"
                            + "(\\s*=\\s*)('[^']*'|\"[^\"]*\"|[^\\s&#;]+)");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Redaction() {}

    static String text(String text) {
        var clean = IN_URL.matcher(text).replaceAll("$1" + MARK + "@");
        return ASSIGNED.matcher(clean).replaceAll("$1$2$3" + MARK);
    }

    /// The text without these values, wherever it got them from.
    static String without(Collection<Secret> secrets, String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret.reveal(), MARK);
        }
        return text(clean);
    }

    /// Whether it is what was shown where a secret stood, and not the secret.
    static boolean isIn(String text) {
        return text.equals(MARK) || text.contains(":" + MARK + "@") || text.contains("=" + MARK);
    }

    /// In quotes, redacted, and short enough for a message.
    static String quoted(String text) {
        return "'" + brief(text) + "'";
    }

    /// Redacted, and short enough for a message.
    static String brief(String text) {
        var clean = text(text);
        return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
    }

    /// Without what would move a terminal's cursor.
    static String printable(String text) {
        return CONTROL.matcher(text).replaceAll("·");
    }
}
