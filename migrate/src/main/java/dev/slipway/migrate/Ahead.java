package dev.slipway.migrate;

import java.util.List;

/// What to make of a database that has migrations newer than every file.
public sealed interface Ahead {

    /// It is not for this version: refuse.
    Ahead REFUSE = new Refuse();

    /// Somebody knows that this version works on it.
    Ahead TOLERATE = new Tolerate();

    /// Refuse, unless a rehearsal proved that this version of the service works on it as it stands.
    ///
    /// @param version as the rehearsal was told to call it
    static Ahead tolerateIfProven(String version) {
        return new TolerateIfProven(version);
    }

    /// Reads `refuse`, `tolerate` or `tolerate-if-proven:VERSION`.
    ///
    /// @throws IllegalArgumentException for anything else
    static Ahead parse(String text) {
        var ifProven = "tolerate-if-proven:";
        if (text.startsWith(ifProven) && text.length() > ifProven.length()) {
            return tolerateIfProven(text.substring(ifProven.length()));
        }
        return switch (text) {
            case "refuse" -> REFUSE;
            case "tolerate" -> TOLERATE;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is not refuse, tolerate or " + ifProven + "VERSION");
        };
    }

    /// Whether a database is taken that is ahead.
    ///
    /// @param proven the versions of the service that are proven to work on it
    boolean tolerates(List<String> proven);

    /// See [#REFUSE].
    record Refuse() implements Ahead {
        @Override
        public boolean tolerates(List<String> proven) {
            return false;
        }
    }

    /// See [#TOLERATE].
    record Tolerate() implements Ahead {
        @Override
        public boolean tolerates(List<String> proven) {
            return true;
        }
    }

    /// See [#tolerateIfProven].
    record TolerateIfProven(String version) implements Ahead {
        @Override
        public boolean tolerates(List<String> proven) {
            return proven.contains(version);
        }
    }
}
