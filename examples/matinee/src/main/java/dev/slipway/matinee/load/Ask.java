package dev.slipway.matinee.load;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// One request of the mix: four in five read, one writes.
///
/// @param body empty for a request that reads
record Ask(String method, String path, String body) {

    private static final int MOST_ROOMS = 2_000;
    private static final int MEMBERS = 200;
    private static final long TWO_HOURS_MS = 7_200_000;

    static Ask next(RandomGenerator random, List<Long> rooms) {
        var room = rooms.get(random.nextInt(rooms.size()));
        return switch (random.nextInt(10)) {
            case 0 -> putMember(random);
            case 1 -> addEvent(random, room);
            case 2, 3 -> get("/rooms/" + room);
            case 4, 5 -> get("/rooms/" + room + "/events?limit=50");
            default -> get("/rooms?limit=20&after=" + random.nextInt(MOST_ROOMS));
        };
    }

    HttpRequest to(URI service, Duration limit) {
        var request = HttpRequest.newBuilder(service.resolve(path)).timeout(limit);
        return body.isEmpty()
                ? request.GET().build()
                : request.header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    private static Ask get(String path) {
        return new Ask("GET", path, "");
    }

    private static Ask putMember(RandomGenerator random) {
        var number = random.nextInt(MEMBERS);
        return new Ask(
                "PUT",
                "/members/guest_" + number,
                "{\"display_name\":\"Guest %d\"}".formatted(number));
    }

    private static Ask addEvent(RandomGenerator random, long room) {
        return new Ask(
                "POST",
                "/rooms/" + room + "/events",
                "{\"kind\":\"seek\",\"position_ms\":%d}".formatted(random.nextLong(TWO_HOURS_MS)));
    }
}
