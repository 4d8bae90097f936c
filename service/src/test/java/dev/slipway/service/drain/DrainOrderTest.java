package dev.slipway.service.drain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.service.health.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrainOrderTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Health health = Health.of("shop-1", "1.4.0");
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);

    @BeforeEach
    void started() {
        health.started(Optional.of("7"));
    }

    @AfterEach
    void close() {
        health.close();
    }

    @Test
    void readiness_fails_first_and_then_each_stage_ends_in_its_order() {
        var drain = drain(LONG);
        for (var stage :
                List.of(
                        Stage.POOLS,
                        Stage.LISTENERS,
                        Stage.WORKERS,
                        Stage.CONNECTIONS,
                        Stage.REQUESTS)) {
            drain.part(stage, stage.word(), left -> tell(stage.word()));
        }

        assertThat(drain.build().end()).isInstanceOf(Drained.Whole.class);

        assertThat(told)
                .containsExactly(
                        "listeners 503 listeners",
                        "requests 503 requests",
                        "connections 503 connections",
                        "workers 503 workers",
                        "pools 503 pools");
    }

    /// With what readiness says at that moment.
    private void tell(String what) {
        var ready = health.ready();
        var stage = ready.body().compact().replaceAll(".*\"stage\":\"([a-z]+)\".*", "$1");
        told.add(what + " " + ready.status() + " " + stage);
    }

    @Test
    void nothing_ends_before_balancers_had_their_pause() {
        var drain =
                Drain.of(health)
                        .pause(SHORT)
                        .limit(LONG)
                        .part(Stage.LISTENERS, "http", left -> {})
                        .build();

        assertThat(drain.end().took()).isGreaterThanOrEqualTo(SHORT);
    }

    @Test
    void the_parts_of_a_stage_end_at_once() {
        var all = new CyclicBarrier(3);
        var drain = drain(LONG);
        for (int i = 0; i < 3; i++) {
            drain.part(Stage.CONNECTIONS, "sockets " + i, left -> all.await(30, TimeUnit.SECONDS));
        }

        assertThat(drain.build().end()).isInstanceOf(Drained.Whole.class);
    }

    @Test
    void what_hangs_is_cut_at_the_deadline_and_what_follows_gets_its_turn() throws Exception {
        var interrupted = new CountDownLatch(1);
        var drain =
                drain(SHORT)
                        .part(
                                Stage.CONNECTIONS,
                                "sockets",
                                left -> {
                                    try {
                                        never.await();
                                    } finally {
                                        interrupted.countDown();
                                    }
                                })
                        .part(Stage.POOLS, "database", left -> told.add("closed, left " + left))
                        .build();

        var drained = drain.end();

        assertThat(drained.took()).isGreaterThanOrEqualTo(SHORT).isLessThan(LONG);
        assertThat(drained)
                .isInstanceOfSatisfying(
                        Drained.Cut.class,
                        cut -> assertThat(cut.what()).contains("sockets had not ended in time"));
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_goes_wrong_is_told_and_stops_nothing() {
        var drain =
                drain(LONG)
                        .part(
                                Stage.WORKERS,
                                "mailer",
                                left -> {
                                    throw new IOException("the queue is gone");
                                })
                        .part(Stage.POOLS, "database", left -> told.add("closed"))
                        .build();

        assertThat(drain.end())
                .isInstanceOfSatisfying(
                        Drained.Cut.class,
                        cut ->
                                assertThat(cut.what())
                                        .containsExactly(
                                                "mailer could not end: the queue is gone"));
        assertThat(told).containsExactly("closed");
    }

    @Test
    void told_to_hurry_it_ends_now() throws Exception {
        var reached = new CountDownLatch(1);
        var drain =
                drain(LONG)
                        .part(
                                Stage.REQUESTS,
                                "http",
                                left -> {
                                    reached.countDown();
                                    never.await();
                                })
                        .build();
        var end = CompletableFuture.supplyAsync(drain::end);
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();

        drain.hurry();

        assertThat(end.get(30, TimeUnit.SECONDS)).isInstanceOf(Drained.Cut.class);
        assertThat(end.get().took()).isLessThan(LONG);
    }

    @Test
    void it_ends_once_however_often_it_is_told() {
        var times = new AtomicInteger();
        var drain =
                drain(LONG).part(Stage.POOLS, "database", left -> times.incrementAndGet()).build();

        var first = CompletableFuture.supplyAsync(drain::end);
        assertThat(drain.end()).isSameAs(first.join()).isSameAs(drain.end());
        assertThat(times).hasValue(1);
    }

    @Test
    void a_pause_that_leaves_no_time_is_refused() {
        assertThatThrownBy(() -> Drain.of(health).pause(LONG).limit(LONG).build())
                .hasMessage("a pause of PT1M leaves nothing of a drain of PT1M");
    }

    private Drain.Builder drain(Duration limit) {
        return Drain.of(health).pause(Duration.ZERO).limit(limit);
    }
}
