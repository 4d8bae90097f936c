package dev.slipway.engine.start;

/// What shows that a version which was started can be used.
public sealed interface Readiness {

    /// Something listens on the port that it was given.
    record Listening() implements Readiness {}

    /// An address answers with status 200.
    ///
    /// @param url in which `{port}` stands for the port that it was given
    record Answering(String url) implements Readiness {}

    /// A command, tried again and again, ends with 0.
    record Succeeding(String command) implements Readiness {}

    /// An address where it looks like one, and else a command.
    static Readiness parse(String text) {
        return text.matches("https?://\\S+") ? new Answering(text) : new Succeeding(text);
    }
}
