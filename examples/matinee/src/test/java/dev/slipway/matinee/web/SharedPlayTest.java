package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.matinee.Http;
import dev.slipway.matinee.TestDatabase;
import dev.slipway.matinee.Wait;
import dev.slipway.matinee.client.Heard;
import dev.slipway.migrate.DatabaseUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedPlayTest {

    private static final String PLAY = "{\"kind\":\"play\",\"position_ms\":%d}";

    private final DatabaseUrl database = TestDatabase.create();
    private Instance a;
    private Instance b;
    private long room;

    @BeforeEach
    void start() throws Exception {
        a = Instance.ready("1.0.0", "a", database);
        b = Instance.ready("1.0.0", "b", database);
        room = a.room("Sunday matinee");
    }

    @AfterEach
    void stop() {
        a.close();
        b.close();
    }

    @Test
    void a_play_on_one_instance_is_seen_on_the_other() throws Exception {
        try (var onA = a.socket(room, OptionalLong.empty());
                var onB = b.socket(room, OptionalLong.empty())) {
            assertThat(RoomSockets.next(onA)).isEqualTo(new Heard.Welcome(0));
            assertThat(RoomSockets.next(onB)).isEqualTo(new Heard.Welcome(0));

            onA.command("play", 42);

            assertThat(RoomSockets.event(onB)).isEqualTo(new Heard.Event(1, "play", 42, "", ""));
            assertThat(RoomSockets.event(onA)).isEqualTo(new Heard.Event(1, "play", 42, "", ""));
        }
    }

    @Test
    void of_many_that_come_at_once_each_is_welcomed() throws Exception {
        try (var clients = Executors.newFixedThreadPool(16)) {
            var welcomes = new ArrayList<Future<Heard>>();
            for (int i = 0; i < 1_500; i++) {
                welcomes.add(clients.submit(this::welcome));
            }
            for (var welcome : welcomes) {
                assertThat(welcome.get()).isEqualTo(new Heard.Welcome(0));
            }
        }
    }

    private Heard welcome() throws Exception {
        try (var socket = a.socket(room, OptionalLong.of(0))) {
            return RoomSockets.next(socket);
        }
    }

    @Test
    void a_socket_that_comes_back_hears_what_it_missed_once_and_in_order() throws Exception {
        try (var first = a.socket(room, OptionalLong.of(0))) {
            RoomSockets.next(first);
            play(a, 1);
            assertThat(RoomSockets.event(first).seq()).isEqualTo(1);
        }
        LongStream.rangeClosed(2, 6).forEach(n -> play(n % 2 == 0 ? a : b, n));

        try (var second = b.socket(room, OptionalLong.of(1))) {
            assertThat(RoomSockets.next(second)).isEqualTo(new Heard.Welcome(1));
            play(a, 7);
            for (long seq = 2; seq <= 7; seq++) {
                assertThat(RoomSockets.event(second))
                        .isEqualTo(new Heard.Event(seq, "play", seq, "", ""));
            }
        }
    }

    @Test
    void more_than_a_page_was_missed() throws Exception {
        TestDatabase.execute(
                database,
                "insert into room_event (room_id, seq, kind, position_ms)"
                        + " select 1, n, 'seek', n from generate_series(1, 1234) n");
        TestDatabase.execute(database, "update room set last_seq = 1234");

        try (var socket = a.socket(room, OptionalLong.of(0))) {
            for (long seq = 1; seq <= 1234; seq++) {
                assertThat(RoomSockets.event(socket).seq()).isEqualTo(seq);
            }
        }
    }

    @Test
    void events_of_many_at_once_are_numbered_without_gaps() throws Exception {
        try (var socket = a.socket(room, OptionalLong.of(0));
                var many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long n = 0; n < 60; n++) {
                var from = n % 2 == 0 ? a : b;
                many.execute(() -> play(from, 9));
            }
            List<Long> heard = new ArrayList<>();
            for (int n = 0; n < 60; n++) {
                heard.add(RoomSockets.event(socket).seq());
            }
            assertThat(heard).isEqualTo(LongStream.rangeClosed(1, 60).boxed().toList());
        }
    }

    @Test
    void nothing_is_missed_when_the_ear_of_an_instance_is_cut() throws Exception {
        try (var socket = b.socket(room, OptionalLong.of(0))) {
            RoomSockets.next(socket);
            TestDatabase.execute(
                    database,
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where query ilike 'listen%' and datname = current_database()");
            play(a, 5);
            assertThat(RoomSockets.event(socket).positionMs()).isEqualTo(5);
            Wait.until(Duration.ofSeconds(10), () -> b.log().contains("connecting again"), b::log);
        }
    }

    @Test
    void a_command_that_makes_no_sense_is_refused_and_the_socket_lives_on() throws Exception {
        try (var socket = a.socket(room, OptionalLong.empty())) {
            RoomSockets.next(socket);
            socket.command("stop", 1);
            assertThat(RoomSockets.next(socket)).isInstanceOf(Heard.Refused.class);
            socket.command("pause", 1);
            assertThat(RoomSockets.event(socket).kind()).isEqualTo("pause");
        }
    }

    private void play(Instance instance, long position) {
        try {
            Http http = instance.http();
            http.post("/rooms/" + room + "/events", PLAY.formatted(position));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
