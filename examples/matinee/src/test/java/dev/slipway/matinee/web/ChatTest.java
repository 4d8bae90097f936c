package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.client.Heard;
import dev.slipway.migrate.DatabaseUrl;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChatTest {

    private static final String HTTP_CHAT =
            "{\"kind\":\"chat\",\"position_ms\":5,\"body\":\"%s\",\"member\":\"ben\"}";

    private final DatabaseUrl database = TestDatabase.create();
    private Instance a;
    private Instance b;
    private long room;

    @BeforeEach
    void start() throws Exception {
        a = Instance.ready("1.0.0", "a", database);
        b = Instance.ready("1.0.0", "b", database);
        room = a.room("Talkies");
        a.http().send("PUT", "/members/ana", "application/json", "{\"display_name\":\"Ana\"}");
        a.http().send("PUT", "/members/ben", "application/json", "{\"display_name\":\"Ben\"}");
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
    }

    @Test
    void what_is_said_by_socket_and_by_http_is_heard_by_everybody_in_one_order() throws Exception {
        try (var onA = a.socket(room, "after=0&member=ana", Map.of());
                var onB = b.socket(room, OptionalLong.of(0))) {
            for (int i = 0; i < 10; i++) {
                onA.chat("from ana, " + i, i);
                b.http().post("/rooms/" + room + "/events", HTTP_CHAT.formatted("from ben, " + i));
            }
            var heardOnA = new ArrayList<Heard.Event>();
            var heardOnB = new ArrayList<Heard.Event>();
            for (int i = 0; i < 20; i++) {
                heardOnA.add(RoomSockets.event(onA));
                heardOnB.add(RoomSockets.event(onB));
            }

            assertThat(heardOnA).isEqualTo(heardOnB);
            assertThat(heardOnA)
                    .extracting(Heard.Event::seq)
                    .isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
            assertThat(heardOnA)
                    .filteredOn(event -> event.member().equals("ana"))
                    .extracting(Heard.Event::body)
                    .containsExactlyElementsOf(
                            LongStream.range(0, 10).mapToObj(i -> "from ana, " + i).toList());
            assertThat(heardOnA)
                    .filteredOn(event -> event.member().equals("ben"))
                    .hasSize(10)
                    .allSatisfy(event -> assertThat(event.kind()).isEqualTo("chat"));
        }
    }

    @Test
    void what_was_said_comes_back_as_it_was_written() throws Exception {
        var body = "<script>alert(\"1\")</script> & 'so on' 🎬\\";
        try (var socket = a.socket(room, OptionalLong.of(0))) {
            RoomSockets.next(socket);
            socket.chat(body, 1);
            assertThat(RoomSockets.event(socket).body()).isEqualTo(body);
        }
    }

    @Test
    void a_chat_that_is_too_long_is_refused_and_the_socket_lives_on() throws Exception {
        try (var socket = a.socket(room, OptionalLong.of(0))) {
            RoomSockets.next(socket);
            socket.chat("x".repeat(501), 1);
            assertThat(RoomSockets.next(socket))
                    .isEqualTo(new Heard.Refused("body has 1 to 500 characters."));
            socket.chat("x".repeat(500), 1);
            assertThat(RoomSockets.event(socket).body()).hasSize(500);
        }
    }
}
