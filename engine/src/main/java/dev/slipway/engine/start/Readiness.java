package dev.slipway.engine.start;

import java.net.URI;

/// What shows that a version which was started can be used.
public sealed interface Readiness {

    /// Something listens on the port that it was given.
    record Listening() implements Readiness {}

    /// An address answers with status 200.
    ///
    /// @param url in which `{port}` stands for the port that it was given
    record Answering(String url) implements Readiness {
        public Answering {
            if (at(url, 1).getHost() == null) {
                throw new IllegalArgumentException("an address without a host: " + url);
            }
        }

        URI at(int port) {
            return at(url, port);
        }

        private static URI at(String url, int port) {
            return URI.create(url.replace("{port}", Integer.toString(port)));
        }
    }

    /// A command, tried again and again, ends with 0.
    record Succeeding(String command) implements Readiness {}

    /// An address where it looks like one, and else a command.
    ///
    /// @throws IllegalArgumentException when it is no address after all
    static Readiness parse(String text) {
        return text.matches("https?://\\S+") ? new Answering(text) : new Succeeding(text);
    }
}
