package dev.slipway.matinee.web;

import dev.slipway.service.config.Secret;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a client asks, without the transport.
///
/// @param path the parts of the path that have a name
/// @param query of each parameter, the first value
/// @param session what it shows to prove who sent it
record Request(
        Map<String, String> path,
        Map<String, String> query,
        Optional<String> contentType,
        Optional<Secret> session,
        String body) {

    Request {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /// Without the body: it may hold a password.
    @Override
    public String toString() {
        return "Request" + path + query;
    }

    /// The room that the path names.
    long room() {
        return number(
                "the room", Optional.ofNullable(path.get("room")).orElse(""), 1, Long.MAX_VALUE);
    }

    long job() {
        return number(
                "the job", Optional.ofNullable(path.get("job")).orElse(""), 1, Long.MAX_VALUE);
    }

    String handle() {
        return checkedHandle(Optional.ofNullable(path.get("handle")).orElse(""));
    }

    long after() {
        return query("after", 0, 0, Long.MAX_VALUE);
    }

    long limit(int otherwise, int max) {
        return query("limit", otherwise, 1, max);
    }

    Optional<String> given(String parameter) {
        return Optional.ofNullable(query.get(parameter));
    }

    Fields fields() {
        var type = contentType.orElse("").toLowerCase(Locale.ROOT);
        if (!type.equals("application/json") && !type.startsWith("application/json;")) {
            throw new Refusal(415, "Send the body as application/json.");
        }
        return Fields.parse(body);
    }

    static String checkedHandle(String handle) {
        if (!handle.matches("[a-z0-9_]{2,30}")) {
            throw new Refusal(400, "A handle has 2 to 30 of a to z, 0 to 9 and _.");
        }
        return handle;
    }

    private long query(String parameter, long otherwise, long min, long max) {
        return given(parameter).map(text -> number(parameter, text, min, max)).orElse(otherwise);
    }

    private static long number(String what, String text, long min, long max) {
        if (text.matches("[0-9]{1,18}")) {
            var number = Long.parseLong(text);
            if (number >= min && number <= max) {
                return number;
            }
        }
        throw new Refusal(
                400,
                what
                        + " is a whole number from "
                        + min
                        + (max == Long.MAX_VALUE ? "." : " to " + max + "."));
    }
}
