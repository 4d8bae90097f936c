package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.matinee.Http;
import dev.slipway.matinee.TestDatabase;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void requests_are_counted_by_the_pattern_of_their_route_and_never_by_what_a_client_makes_up()
            throws Exception {
        try (var instance = Instance.ready("1.0.0", "a", TestDatabase.create())) {
            var room = instance.room("One");
            instance.http().get("/rooms/" + room);
            instance.http().status("/rooms/4711");
            instance.http().status("/rooms/no-number");
            instance.http().status("/made/up/by-a-client");
            instance.http().send("PROPFIND", "/rooms", "", "");

            var metrics = text(instance);
            assertThat(metrics)
                    .contains(
                            count("GET", "/rooms/{room}", 200) + "1",
                            count("GET", "/rooms/{room}", 404) + "1",
                            count("GET", "/rooms/{room}", 400) + "1",
                            count("POST", "/rooms", 201) + "1",
                            count("none", "none", 404) + "1",
                            "http_server_requests_seconds_bucket{method=\"GET\",route=\"/rooms/{room}\"",
                            "hikaricp_connections_max{pool=\"matinee a\"} 8.0",
                            "jvm_memory_used_bytes",
                            "slipway_schema{version=\"20260615100000\"} 1.0",
                            "slipway_migration_state{state=\"done\"} 1.0",
                            "slipway_drain_state{state=\"none\"} 1.0",
                            "db_calls_per_request_sum{route=\"POST /rooms\"} 1.0")
                    .doesNotContain("4711", "no-number", "by-a-client", "PROPFIND");
        }
    }

    @Test
    void a_query_once_per_row_shows_in_the_calls_of_its_route() throws Exception {
        assertThat(callsForThreeRooms("1.1.0")).isEqualTo("1.0");
        assertThat(callsForThreeRooms("1.2.0")).isEqualTo("4.0");
    }

    private static String callsForThreeRooms(String version) throws Exception {
        try (var instance = Instance.ready(version, "a", TestDatabase.create())) {
            for (var name : new String[] {"One", "Two", "Three"}) {
                instance.room(name);
            }
            instance.http().get("/rooms");
            return text(instance)
                    .lines()
                    .filter(line ->
                            line.startsWith("db_calls_per_request_sum{route=\"GET /rooms\""))
                    .findFirst()
                    .orElse("none")
                    .replaceAll(".* ", "");
        }
    }

    private static String count(String method, String route, int status) {
        return "http_server_requests_seconds_count{method=\"%s\",route=\"%s\",status=\"%d\"} "
                .formatted(method, route, status);
    }

    private static String text(Instance instance) throws Exception {
        var health = Http.at(instance.web().healthPort());
        return health.send("GET", "/metrics", "", "").body();
    }
}
