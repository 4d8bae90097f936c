package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.matinee.Http;
import dev.slipway.matinee.TestDatabase;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private final DatabaseUrl database = TestDatabase.create();
    private Instance instance;
    private Http http;

    @BeforeAll
    void start() throws Exception {
        instance = Instance.ready("1.1.0", "a", database);
        http = instance.http();
        instance.room("One");
    }

    @AfterAll
    void stop() {
        instance.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET  | /nowhere                 | | 404
                    GET  | /rooms/2                 | | 404
                    GET  | /rooms/2/events          | | 404
                    GET  | /rooms/2/playlist        | | 404
                    GET  | /rooms/2/reactions       | | 404
                    GET  | /rooms/one               | | 400
                    GET  | /rooms/-1                | | 400
                    GET  | /rooms/0                 | | 400
                    GET  | /rooms/1%27--            | | 400
                    GET  | /rooms/99999999999999999999 | | 400
                    GET  | /rooms?limit=0           | | 400
                    GET  | /rooms?limit=101         | | 400
                    GET  | /rooms?limit=ten         | | 400
                    GET  | /rooms?after=-1          | | 400
                    GET  | /rooms/1/events?after=x  | | 400
                    DELETE | /rooms/1               | | 405
                    PUT  | /members/X               | {"display_name":"x"} | 400
                    PUT  | /members/ana%20b         | {"display_name":"x"} | 400
                    PUT  | /members/ana             | {"display_name":""} | 400
                    PUT  | /members/ana             | {"display_name":5} | 400
                    PUT  | /members/ana             | {"display_name":"a\\u0000b"} | 400
                    PUT  | /members/ana             | {"display_name":"a\\ud800b"} | 400
                    PUT  | /members/ana             | {} | 400
                    POST | /rooms                   | {"name":null} | 400
                    POST | /rooms                   | {"name":   | 400
                    POST | /rooms                   | [] | 400
                    POST | /rooms                   | name=x | 400
                    POST | /rooms/1/events          | {"kind":"stop","position_ms":1} | 400
                    POST | /rooms/1/events          | {"kind":"play"} | 400
                    POST | /rooms/1/events          | {"kind":"play","position_ms":-1} | 400
                    POST | /rooms/1/events          | {"kind":"play","position_ms":1.5} | 400
                    POST | /rooms/1/events          | {"kind":"play","position_ms":1e99} | 400
                    POST | /rooms/1/events          | {"kind":"play","position_ms":99999999999999999999} | 400
                    POST | /rooms/1/events          | {"kind":"play","position_ms":1,"member":"A B"} | 400
                    POST | /rooms/1/events          | {"kind":"chat","position_ms":1} | 400
                    POST | /rooms/1/events          | {"kind":"chat","position_ms":1,"body":" "} | 400
                    POST | /rooms/1/events          | {"kind":"chat","position_ms":1,"body":["hi"]} | 400
                    POST | /rooms/1/events          | {"kind":"chat","position_ms":1,"body":"a\u001bb"} | 400
                    POST | /rooms/2/events          | {"kind":"play","position_ms":1} | 404
                    POST | /rooms/1/reactions       | {"seq":77,"emoji":"x"} | 404
                    GET  | /session                 | | 401
                    POST | /members                 | {"handle":"ana","display_name":"Ana"} | 400
                    POST | /members                 | {"handle":"ana","display_name":"Ana","password":"short"} | 400
                    POST | /members                 | {"handle":"ana","display_name":"Ana","password":12345678} | 400
                    POST | /members                 | {"handle":"ana","display_name":"Ana","password":"        "} | 400
                    POST | /members                 | {"handle":"a","display_name":"Ana","password":"long enough"} | 400
                    POST | /members                 | {"handle":"ana'; drop table member; --","display_name":"Ana","password":"long enough"} | 400
                    POST | /members                 | {"handle":"../ana","display_name":"Ana","password":"long enough"} | 400
                    POST | /members                 | {"handle":"<b>ana</b>","display_name":"Ana","password":"long enough"} | 400
                    POST | /members                 | {"handle":["ana"],"display_name":"Ana","password":"long enough"} | 400
                    POST | /members                 | {"handle":"ana","display_name":"Ana","password":"long\u0000enough"} | 400
                    POST | /sessions                | {"handle":"ana"} | 400
                    POST | /sessions                | {"handle":"ANA","password":"long enough"} | 400
                    POST | /sessions                | {"handle":"ana","password":{}} | 400
                    POST | /sessions                | {"handle":"nobody","password":"x"} | 401
                    PUT  | /sessions                | {} | 405
                    """)
    void is_answered_with_its_status_and_a_sentence(
            String method, String path, String body, int status) throws IOException {
        var sent = body == null ? "" : body;
        var answer = http.send(method, path, sent.isEmpty() ? "" : "application/json", sent);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JsonMapper.shared().readTree(answer.body()).path("error").asString())
                .isNotBlank();
    }

    @Test
    void a_body_of_another_type_is_refused() throws IOException {
        assertThat(http.send("POST", "/rooms", "text/plain", "{\"name\":\"x\"}").statusCode())
                .isEqualTo(415);
    }

    @Test
    void a_huge_body_is_refused() throws IOException {
        var huge = "{\"name\":\"" + "x".repeat(2_000_000) + "\"}";
        assertThat(http.send("POST", "/rooms", "application/json", huge).statusCode())
                .isEqualTo(413);
    }

    @Test
    void of_a_body_that_is_not_json_nothing_is_repeated() throws IOException {
        var answer = http.send("POST", "/sessions", "application/json", "hunter2hunter2");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("line 1, column ").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer x",
                "Bearer .",
                "Bearer !!!!.????",
                "Bearer YW5hfDk5OTk5OTk5OTk.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "bearer %00%0a"
            })
    void a_token_that_was_never_given_is_no_session(String authorization) throws IOException {
        var stranger = http.with("Authorization", authorization);

        assertThat(stranger.status("/session")).isEqualTo(401);
    }

    @Test
    void a_socket_is_refused_with_a_status() {
        assertThat(RoomSockets.refusal(http, "/rooms/2/socket")).isEqualTo(404);
        assertThat(RoomSockets.refusal(http, "/rooms/x/socket")).isEqualTo(400);
        assertThat(RoomSockets.refusal(http, "/rooms/1/socket?after=x")).isEqualTo(400);
        assertThat(RoomSockets.refusal(http, "/rooms/1/socket?member=A%20B")).isEqualTo(400);
    }
}
