package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.matinee.Http;
import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.client.Heard;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.service.config.Secret;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsTest {

    private static final String JSON = "application/json";
    private static final String PASSWORD = "seven samurai";
    private static final String PLAY = "{\"kind\":\"play\",\"position_ms\":1}";

    private final DatabaseUrl database = TestDatabase.create();
    private Instance instance;
    private Http http;
    private String tokenOfAna;
    private Http ana;
    private Http ben;

    @BeforeAll
    void start() throws Exception {
        instance = Instance.ready("1.3.0", "a", database);
        http = instance.http();
        instance.room("One");
        http.post("/rooms/1/events", PLAY);
        register("ana");
        register("ben");
        tokenOfAna = token(http, "ana");
        ana = bearer(tokenOfAna);
        ben = bearer(token(http, "ben"));
    }

    @AfterAll
    void stop() {
        instance.close();
    }

    @Test
    void a_handle_is_taken_once() throws IOException {
        assertThat(register("cleo")).isEqualTo(201);
        assertThat(register("cleo")).isEqualTo(409);

        http.send("PUT", "/members/guest", JSON, "{\"display_name\":\"Guest\"}");
        assertThat(register("guest")).as("a guest has it").isEqualTo(409);
    }

    @Test
    void who_logged_in_is_known_by_the_bearer_and_by_the_cookie() throws IOException {
        var answer = logIn(http, "ana", PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(201);
        var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(List.of(cookie.split("; ?", -1)))
                .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200");

        assertThat(ana.get("/session").path("handle").asString()).isEqualTo("ana");
        assertThat(ana.get("/session").path("expires_at").asString()).isNotBlank();
        var browser = http.with("Cookie", cookie.substring(0, cookie.indexOf(';')));
        assertThat(browser.get("/session").path("handle").asString()).isEqualTo("ana");
    }

    @Test
    void a_cookie_is_taken_back() throws IOException {
        var browser = http.with("Cookie", "matinee_session=of-yesterday");

        var ended = browser.send("GET", "/session", "", "");
        assertThat(ended.statusCode()).isEqualTo(401);
        assertThat(ended.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("Expires=Thu, 01 Jan 1970");
        var out = browser.send("DELETE", "/session", "", "");
        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("Expires=Thu, 01 Jan 1970");
    }

    @Test
    void every_instance_with_the_key_knows_a_session() throws Exception {
        try (var other = Instance.ready("1.3.0", "b", database)) {
            var there = other.http().with("Authorization", "Bearer " + tokenOfAna);
            assertThat(there.get("/session").path("handle").asString()).isEqualTo("ana");
        }
    }

    @Test
    void a_wrong_password_and_an_unknown_handle_are_answered_alike() throws IOException {
        var wrong = logIn(http, "ana", "eight samurai");
        var unknown = logIn(http, "zoe", "eight samurai");
        http.send("PUT", "/members/guest_2", JSON, "{\"display_name\":\"Guest\"}");
        var guest = logIn(http, "guest_2", "eight samurai");

        assertThat(List.of(wrong.statusCode(), unknown.statusCode(), guest.statusCode()))
                .containsOnly(401);
        assertThat(List.of(wrong.body(), unknown.body(), guest.body())).containsOnly(wrong.body());
        var known = quickest("ana");
        assertThat(quickest("zoe"))
                .as("as with a known handle, which took " + known)
                .isBetween(known.dividedBy(3), known.multipliedBy(3));
    }

    private Duration quickest(String handle) {
        return IntStream.range(0, 3)
                .mapToObj(_ -> {
                    var start = System.nanoTime();
                    logIn(http, handle, "eight samurai");
                    return Duration.ofNanos(System.nanoTime() - start);
                })
                .min(Duration::compareTo)
                .orElseThrow();
    }

    @Test
    void a_member_with_a_password_is_acted_for_with_its_own_session_only() throws IOException {
        var calls =
                Map.of(
                        "PUT /members/ana", "{\"display_name\":\"Ana M.\"}",
                        "POST /rooms/1/events",
                                "{\"kind\":\"pause\",\"position_ms\":1,\"member\":\"ana\"}",
                        "POST /rooms/1/reactions",
                                "{\"seq\":1,\"emoji\":\"x\",\"member\":\"ana\"}");
        for (var call : calls.entrySet()) {
            assertThat(status(http, call)).as("a stranger: " + call).isEqualTo(401);
            assertThat(status(ben, call)).as("ben: " + call).isEqualTo(403);
            assertThat(status(ana, call)).as("ana: " + call).isIn(200, 201);
        }
        assertThat(http.send("DELETE", "/members/ana", "", "").statusCode()).isEqualTo(401);
        assertThat(ben.send("DELETE", "/members/ana", "", "").statusCode()).isEqualTo(403);
    }

    @Test
    void who_is_logged_in_need_not_say_who_acts() throws IOException {
        var seq = ana.post("/rooms/1/events", PLAY).path("seq").asLong();

        var stored = http.get("/rooms/1/events?after=" + (seq - 1)).path("events").path(0);
        assertThat(stored.path("member").asString()).isEqualTo("ana");
    }

    @Test
    void a_guest_is_anybody() throws IOException {
        http.send("PUT", "/members/guest_3", JSON, "{\"display_name\":\"Guest\"}");
        var event = "{\"kind\":\"play\",\"position_ms\":1,\"member\":\"guest_3\"}";

        assertThat(http.send("POST", "/rooms/1/events", JSON, event).statusCode()).isEqualTo(201);
        assertThat(http.send("DELETE", "/members/guest_3", "", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_socket_acts_for_a_member_with_its_session_only() throws Exception {
        var path = "/rooms/1/socket?after=0&member=ana";
        assertThat(RoomSockets.refusal(http, path)).isEqualTo(401);
        assertThat(RoomSockets.refusal(http, "/rooms/1/socket?member=ben", tokenOfAna))
                .isEqualTo(403);
        assertThat(RoomSockets.refusal(http, path, "of.yesterday")).isEqualTo(401);

        try (var socket = instance.socket(1, "member=ana", session())) {
            RoomSockets.next(socket);
            socket.command("seek", 77);
            assertThat(RoomSockets.event(socket))
                    .extracting(Heard.Event::positionMs, Heard.Event::member)
                    .containsExactly(77L, "ana");
        }
    }

    @Test
    void a_guests_socket_does_not_act_for_the_member_who_registers_the_handle() throws Exception {
        try (var socket = instance.socket(1, "member=dora", Map.of())) {
            RoomSockets.next(socket);
            register("dora");
            socket.command("seek", 78);
            assertThat(RoomSockets.next(socket))
                    .isEqualTo(new Heard.Refused("You are not logged in."));
        }
    }

    @Test
    void a_session_ends_when_its_member_leaves_even_if_the_handle_is_taken_again()
            throws IOException {
        register("elsa");
        var elsa = bearer(token(http, "elsa"));

        assertThat(elsa.send("DELETE", "/members/elsa", "", "").statusCode()).isEqualTo(200);
        assertThat(elsa.status("/session")).isEqualTo(401);
        assertThat(logIn(http, "elsa", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(register("elsa")).isEqualTo(201);
        assertThat(elsa.status("/session")).isEqualTo(401);
    }

    @Test
    void neither_a_password_nor_a_token_is_shown_again() throws IOException {
        var answers =
                List.of(
                        logIn(http, "ana", "hush hush hush").body(),
                        bearer(tokenOfAna + "x").send("GET", "/session", "", "").body(),
                        ana.send("GET", "/session", "", "").body(),
                        http.send("POST", "/members", JSON, account("ana")).body(),
                        instance.log(),
                        TestDatabase.settings("a", database, Ahead.REFUSE).toString(),
                        new Request(
                                        Map.of(),
                                        Map.of(),
                                        Optional.of(JSON),
                                        Optional.of(Secret.of(tokenOfAna)),
                                        account("ana"))
                                .toString());

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer)
                                .doesNotContain(
                                        "hush", PASSWORD, tokenOfAna, "pbkdf2", "the same at"));
    }

    private int register(String handle) throws IOException {
        return http.send("POST", "/members", JSON, account(handle)).statusCode();
    }

    private static String account(String handle) {
        return "{\"handle\":\"%s\",\"display_name\":\"A Person\",\"password\":\"%s\"}"
                .formatted(handle, PASSWORD);
    }

    private static HttpResponse<String> logIn(Http http, String handle, String password) {
        var body = "{\"handle\":\"%s\",\"password\":\"%s\"}".formatted(handle, password);
        try {
            return http.send("POST", "/sessions", JSON, body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String token(Http http, String handle) {
        var answer = logIn(http, handle, PASSWORD).body();
        return JsonMapper.shared().readTree(answer).path("token").asString();
    }

    private Map<String, String> session() {
        return Map.of("Authorization", "Bearer " + tokenOfAna);
    }

    private Http bearer(String token) {
        return http.with("Authorization", "Bearer " + token);
    }

    private static int status(Http http, Map.Entry<String, String> call) throws IOException {
        var words = call.getKey().split(" ", -1);
        return http.send(words[0], words[1], JSON, call.getValue()).statusCode();
    }
}
