package dev.slipway.matinee.config;

import dev.slipway.service.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// What must hold of values, whichever version declares them.
final class Checks {

    private static final int LAST_PORT = 65_535;
    private static final int SHORTEST_KEY = 32;

    private Checks() {}

    static void port(int port) {
        require(
                port >= 0 && port <= LAST_PORT,
                "port " + port + " is not between 0 and " + LAST_PORT);
    }

    static void server(int port, String instance) {
        port(port);
        require(
                instance.matches("[A-Za-z0-9._-]{1,40}"),
                "the instance is named by up to 40 letters, digits, dots, dashes, not '"
                        + instance
                        + "'");
    }

    static void drain(Duration pause, Duration limit) {
        require(
                pause.compareTo(limit) < 0,
                "a pause of %d ms leaves nothing of a limit of %d ms"
                        .formatted(pause.toMillis(), limit.toMillis()));
    }

    static void origin(URI origin) {
        require(
                origin.toString().matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?"),
                "the origin is an address such as http://host:port");
    }

    static void keys(List<Secret> keys) {
        require(!keys.isEmpty(), "there must be a key");
        require(
                keys.stream().allMatch(key -> key.reveal().length() >= SHORTEST_KEY),
                "a session key has at least "
                        + SHORTEST_KEY
                        + " characters that nobody can guess, such as"
                        + " `openssl rand -hex 32` makes them");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
