package dev.slipway.engine.compat;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// How a server writes its log: what `log_destination` names `stderr`, `csvlog` and `jsonlog`.
enum LogLayout {

    /// Lines with any prefix; what continues an entry begins with a tab.
    PLAIN {
        @Override
        boolean continues(String entry, String line) {
            return line.startsWith("\t");
        }

        @Override
        Optional<Said> said(String entry) {
            var match = LINE.matcher(entry);
            return match.matches()
                    ? Optional.of(new Said(Optional.empty(), match.group(1).replace("\n\t", "\n")))
                    : Optional.empty();
        }
    },

    /// Fields between commas; one in quotation marks may have several lines.
    CSV {
        @Override
        boolean continues(String entry, String line) {
            return entry.chars().filter(c -> c == '"').count() % 2 != 0;
        }

        @Override
        Optional<Said> said(String entry) {
            var match = FIELDS.matcher(entry);
            return match.matches()
                    ? Optional.of(
                            new Said(
                                    Optional.ofNullable(match.group(1)).map(LogLayout::unquoted),
                                    unquoted(match.group(2))))
                    : Optional.empty();
        }
    },

    /// A JSON object a line.
    JSON {
        @Override
        boolean continues(String entry, String line) {
            return false;
        }

        @Override
        Optional<Said> said(String entry) {
            try {
                var read = JsonMapper.shared().readTree(entry);
                return read.path("error_severity").asString("").equals("LOG")
                        ? read.path("message")
                                .asStringOpt()
                                .map(message -> new Said(read.path("user").asStringOpt(), message))
                        : Optional.empty();
            } catch (JacksonException cutOff) {
                return Optional.empty();
            }
        }
    };

    /// What an entry says.
    ///
    /// @param role whose session it was
    record Said(Optional<String> role, String message) {}

    private static final String QUOTED = "\"((?:[^\"]++|\"\")*+)\"";

    private static final Pattern LINE = Pattern.compile("[^\\n]*?LOG:\\s+(.*)", Pattern.DOTALL);

    private static final Pattern FIELDS =
            Pattern.compile(
                    "[0-9-]{10} [^,\\n]*,(?:" + QUOTED + ")?,[^\\n]*?,LOG,00000," + QUOTED + ",.*",
                    Pattern.DOTALL);

    private static final Pattern BEGINS_CSV =
            Pattern.compile("[0-9-]{10} [0-9:.]+ [^,\"]+,(?:\"[^\\n]*)?,.*", Pattern.DOTALL);

    /// By the first line of a log.
    static LogLayout of(String line) {
        if (line.startsWith("{")) {
            return JSON;
        }
        return BEGINS_CSV.matcher(line).matches() ? CSV : PLAIN;
    }

    /// Whether a line goes on with the entry so far.
    abstract boolean continues(String entry, String line);

    /// What a whole entry says, if it is one that tells what the server does.
    abstract Optional<Said> said(String entry);

    private static String unquoted(String field) {
        return field.replace("\"\"", "\"");
    }
}
