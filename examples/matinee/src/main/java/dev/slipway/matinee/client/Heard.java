package dev.slipway.matinee.client;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a client hears from its [RoomSocket].
public sealed interface Heard {

    /// The first message: events after number `seq` will follow.
    record Welcome(long seq) implements Heard {}

    /// Something happened in the room.
    ///
    /// @param member whose doing it was; empty if nobody's
    /// @param body what was said, in a chat; otherwise empty
    record Event(long seq, String kind, long positionMs, String member, String body)
            implements Heard {}

    /// The instance is about to stop: connect again, there is another.
    record Move() implements Heard {}

    /// A command was not accepted.
    record Refused(String sentence) implements Heard {}

    /// The other end is still there.
    record Pong() implements Heard {}

    /// The connection ended; nothing follows.
    record Ended(String how) implements Heard {}

    /// Reads a text message of the server.
    static Heard parse(String message) {
        try {
            return of(JsonMapper.shared().readTree(message));
        } catch (JacksonException e) {
            return new Ended("a message that is not JSON: " + message);
        }
    }

    private static Heard of(JsonNode json) {
        return switch (json.path("type").asString("event").toLowerCase(Locale.ROOT)) {
            case "welcome" -> new Welcome(json.path("seq").asLong(0));
            case "move" -> new Move();
            case "error" -> new Refused(json.path("error").asString(""));
            default ->
                    new Event(
                            json.path("seq").asLong(0),
                            json.path("kind").asString(""),
                            json.path("position_ms").asLong(0),
                            json.path("member").asString(""),
                            json.path("body").asString(""));
        };
    }
}
