package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.Versions;
import dev.slipway.matinee.config.Settings;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Exit;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class WebTest {

    private static final String JSON = "application/json";

    private final DatabaseUrl database = TestDatabase.create();

    @Test
    void is_alive_before_it_is_ready() throws Exception {
        try (var instance = Instance.listening("1.0.0", "a", database, Ahead.REFUSE)) {
            assertThat(instance.http().status("/health/live")).isEqualTo(200);
            assertThat(instance.http().status("/health/ready")).isEqualTo(503);
            assertThat(instance.http().get("/health/ready").path("state").asString())
                    .isEqualTo("starting");
            assertThat(instance.http().status("/rooms")).isEqualTo(503);

            instance.web().serve();

            var ready = instance.http().get("/health/ready");
            assertThat(ready.path("state").asString()).isEqualTo("ready");
            assertThat(ready.path("instance").asString()).isEqualTo("a");
            assertThat(ready.path("version").asString()).isEqualTo("1.0.0");
            assertThat(ready.path("schema").asString()).isEqualTo("20260615100000");
            assertThat(ready.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
            assertThat(instance.http().status("/rooms")).isEqualTo(200);
        }
    }

    @Test
    void two_that_start_at_once_on_an_empty_database_both_become_ready() throws Exception {
        Callable<Instance> a = () -> Instance.ready("1.1.0", "a", database);
        Callable<Instance> b = () -> Instance.ready("1.1.0", "b", database);
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : both.invokeAll(java.util.List.of(a, b))) {
                try (var instance = future.get()) {
                    assertThat(instance.http().status("/health/ready")).isEqualTo(200);
                }
            }
        }
        assertThat(TestDatabase.number(database, "select count(*) from _sqlx_migrations"))
                .isEqualTo(8);
    }

    @Test
    void a_room_a_member_and_an_event_come_back_as_they_were_stored() throws Exception {
        try (var instance = Instance.ready("1.0.0", "a", database)) {
            var room = instance.room("Silent classics");
            var http = instance.http();
            http.send("PUT", "/members/buster", JSON, "{\"display_name\":\"Buster K.\"}");
            var event = "{\"kind\":\"seek\",\"position_ms\":90000,\"member\":\"buster\"}";

            assertThat(http.post("/rooms/" + room + "/events", event).path("seq").asLong())
                    .isEqualTo(1);

            var stored = http.get("/rooms/" + room + "/events").path("events").path(0);
            assertThat(stored.path("seq").isNumber()).isTrue();
            assertThat(stored.path("kind").asString()).isEqualTo("seek");
            assertThat(stored.path("position_ms").asLong()).isEqualTo(90_000);
            assertThat(stored.path("member").asString()).isEqualTo("buster");
            assertThat(http.get("/rooms/" + room).path("last_seq").asLong()).isEqualTo(1);
            assertThat(
                            http.get("/rooms?name=Silent%20classics")
                                    .path("rooms")
                                    .path(0)
                                    .path("id")
                                    .asLong())
                    .isEqualTo(room);
        }
    }

    @Test
    void putting_a_member_twice_changes_its_name() throws Exception {
        try (var instance = Instance.ready("1.3.0", "a", database)) {
            var http = instance.http();
            http.send("PUT", "/members/ida", JSON, "{\"display_name\":\"Ida\"}");
            var again = http.send("PUT", "/members/ida", JSON, "{\"display_name\":\"Ida L.\"}");

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body()).contains("\"id\":1,").contains("Ida L.");
        }
    }

    @Test
    void reactions_come_with_1_1_0() throws Exception {
        var reaction = "{\"seq\":1,\"emoji\":\"👏\"}";
        try (var old = Instance.ready("1.0.0", "a", database)) {
            old.room("First");
            old.http().post("/rooms/1/events", "{\"kind\":\"play\",\"position_ms\":0}");
            assertThat(old.http().send("POST", "/rooms/1/reactions", JSON, reaction).statusCode())
                    .isEqualTo(404);
        }
        try (var instance = Instance.ready("1.1.0", "a", database)) {
            var http = instance.http();
            assertThat(http.send("POST", "/rooms/1/reactions", JSON, reaction).statusCode())
                    .isEqualTo(201);
            assertThat(
                            http.get("/rooms/1/reactions")
                                    .path("reactions")
                                    .path(0)
                                    .path("emoji")
                                    .asString())
                    .isEqualTo("👏");
            assertThat(http.get("/rooms/1").path("slug").asString()).isEqualTo("first");
        }
    }

    @Test
    void a_database_that_is_ahead_is_refused_unless_it_is_tolerated() throws Exception {
        Instance.ready("1.1.0", "new", database).close();

        try (var refusing = Instance.listening("1.0.0", "a", database, Ahead.REFUSE);
                var tolerating = Instance.listening("1.0.0", "b", database, Ahead.TOLERATE)) {
            assertThatThrownBy(refusing.web()::serve)
                    .isInstanceOfSatisfying(
                            WebException.class, e -> assertThat(e.exit()).isEqualTo(Exit.AHEAD))
                    .hasMessageStartingWith(
                            "Nothing was applied. Ahead: the database has migrations that the files do not.");
            tolerating.web().serve();
            assertThat(tolerating.http().get("/health/ready").path("schema").asString())
                    .isEqualTo("20261012084500");
        }
    }

    @Test
    void a_version_whose_sql_does_not_fit_names_the_query_and_does_not_start() throws Exception {
        Instance.ready("1.3.0", "new", database).close();

        try (var instance = Instance.listening("1.1.0", "a", database, Ahead.TOLERATE)) {
            assertThatThrownBy(instance.web()::serve)
                    .isInstanceOf(WebException.class)
                    .hasMessageStartingWith("queries/member_put.sql does not fit the schema");
        }
    }

    @Test
    void a_database_that_cannot_be_reached_is_named_without_its_password() throws IOException {
        var nowhere = DatabaseUrl.parse("postgres://ana:hush@127.0.0.1:1/matinee");
        try (var instance = Instance.listening("1.0.0", "a", nowhere, Ahead.REFUSE)) {
            assertThatThrownBy(instance.web()::serve)
                    .isInstanceOfSatisfying(
                            WebException.class, e -> assertThat(e.exit()).isEqualTo(Exit.FAILED))
                    .hasMessageContaining("127.0.0.1:1")
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void who_comes_in_is_greeted_and_a_room_tells_where_it_is() throws Exception {
        var settings = TestDatabase.settings("a", database, Ahead.REFUSE);
        var told =
                new Settings(
                        new Settings.Server(
                                0,
                                "a",
                                Optional.of("Popcorn is at the door"),
                                Optional.of(URI.create("https://matinee.example/"))),
                        settings.database(),
                        0,
                        settings.drain(),
                        settings.sessionKeys(),
                        settings.mediaOrigin(),
                        settings.fingerprint());
        try (var instance = Instance.listening(told, Versions.loader("2.0.0"))) {
            instance.web().serve();
            var room = instance.room("Late show");

            assertThat(instance.http().get("/rooms/" + room).path("url").asString())
                    .isEqualTo("https://matinee.example/rooms/" + room);
            assertThat(RoomSockets.first(instance.http(), "/rooms/" + room + "/socket"))
                    .contains("\"greeting\":\"Popcorn is at the door\"");
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws Exception {
        try (var first = Instance.listening("1.0.0", "a", database, Ahead.REFUSE)) {
            var settings = TestDatabase.settings("b", database, Ahead.REFUSE);
            var taken =
                    new Settings(
                            new Settings.Server(
                                    first.web().port(), "b", Optional.empty(), Optional.empty()),
                            settings.database(),
                            0,
                            settings.drain(),
                            settings.sessionKeys(),
                            settings.mediaOrigin(),
                            settings.fingerprint());
            assertThatThrownBy(() ->
                            Web.listen(
                                    taken,
                                    dev.slipway.matinee.Versions.loader("1.0.0"),
                                    System.err))
                    .isInstanceOf(WebException.class)
                    .hasMessageStartingWith("Could not listen at 127.0.0.1:" + first.web().port());
        }
    }
}
