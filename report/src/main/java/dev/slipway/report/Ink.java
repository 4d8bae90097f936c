package dev.slipway.report;

/// Whether and how a terminal is coloured. Colour only ever repeats what the words say.
public enum Ink {
    /// No escape codes: pipes, files, `NO_COLOR`.
    PLAIN,
    /// ANSI escape codes.
    COLOUR;

    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    public String careful(String text) {
        return paint("33", text);
    }

    public String strong(String text) {
        return paint("1", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    private String paint(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
