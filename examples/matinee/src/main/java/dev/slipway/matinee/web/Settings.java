package dev.slipway.matinee.web;

import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Exit;
import dev.slipway.service.config.Secret;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What an instance is told by its environment.
///
/// @param port to listen on at 127.0.0.1; 0 takes any free one
/// @param instance what it calls itself in answers and logs
/// @param sessionKey signs the sessions; instances behind one proxy share it
/// @param mediaOrigin whose media are passed on, `http://host:port`
/// @param deregister pause between readiness failing and sockets being moved, so that a proxy
///   notices
/// @param drain limit for all of the shutdown
public record Settings(
        int port,
        String instance,
        DatabaseUrl database,
        Ahead ahead,
        Secret sessionKey,
        Optional<URI> mediaOrigin,
        Duration deregister,
        Duration drain) {

    private static final int LONGEST_PAUSE_MS = 600_000;
    private static final int SHORTEST_KEY = 32;

    /// @param version that runs
    /// @throws WebException naming the first variable that is missing or malformed
    public static Settings fromEnvironment(Map<String, String> environment, Version version) {
        return new Settings(
                read(environment, "MATINEE_PORT", Optional.empty(), text -> number(text, 65_535)),
                read(environment, "MATINEE_INSTANCE", Optional.empty(), Settings::name),
                read(environment, "MATINEE_DATABASE_URL", Optional.empty(), DatabaseUrl::parse),
                read(
                        environment,
                        "MATINEE_AHEAD",
                        Optional.of("refuse"),
                        text -> ahead(text, version)),
                read(
                        environment,
                        "MATINEE_SECRETS_SESSION_KEY",
                        Optional.of(ownKey()),
                        Settings::key),
                read(environment, "MATINEE_MEDIA_ORIGIN", Optional.of(""), Settings::origin),
                read(environment, "MATINEE_DEREGISTER_MS", Optional.of("1000"), Settings::pause),
                read(environment, "MATINEE_DRAIN_MS", Optional.of("10000"), Settings::pause));
    }

    private static <T> T read(
            Map<String, String> environment,
            String variable,
            Optional<String> otherwise,
            Function<String, T> parse) {
        var text =
                Optional.ofNullable(environment.get(variable))
                        .filter(value -> !value.isBlank())
                        .or(() -> otherwise)
                        .orElseThrow(() ->
                                new WebException(Exit.USAGE, variable + " is not set: set it."));
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new WebException(Exit.USAGE, variable + " is malformed: " + e.getMessage(), e);
        }
    }

    private static int number(String text, int max) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > max) {
            throw new IllegalArgumentException(
                    "give a whole number from 0 to " + max + ", not '" + text + "'.");
        }
        return Integer.parseInt(text);
    }

    private static Duration pause(String text) {
        return Duration.ofMillis(number(text, LONGEST_PAUSE_MS));
    }

    private static String name(String text) {
        if (!text.matches("[A-Za-z0-9._-]{1,40}")) {
            throw new IllegalArgumentException(
                    "give up to 40 letters, digits, dots, dashes, not '" + text + "'.");
        }
        return text;
    }

    private static Secret key(String text) {
        if (text.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException(
                    "give at least " + SHORTEST_KEY + " characters that nobody can guess.");
        }
        return Secret.of(text);
    }

    private static Optional<URI> origin(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/?")) {
            throw new IllegalArgumentException("give an address such as http://host:port.");
        }
        return Optional.of(URI.create(text));
    }

    /// Of this process alone: its sessions are known to no other instance, and end with it.
    private static String ownKey() {
        var bytes = new byte[SHORTEST_KEY];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Ahead ahead(String text, Version version) {
        return switch (text) {
            case "refuse" -> Ahead.REFUSE;
            case "tolerate" -> Ahead.TOLERATE;
            case "tolerate-if-proven" -> Ahead.tolerateIfProven(version.name());
            default ->
                    throw new IllegalArgumentException(
                            "give refuse, tolerate or tolerate-if-proven, not '" + text + "'.");
        };
    }
}
