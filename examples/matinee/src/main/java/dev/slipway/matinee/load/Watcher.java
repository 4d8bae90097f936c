package dev.slipway.matinee.load;

import dev.slipway.matinee.client.Heard;
import dev.slipway.matinee.client.RoomSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/// One viewer that never leaves: it holds a socket, follows the numbers of the events, goes where
/// it is told to, and counts as lost whatever breaks that.
final class Watcher implements Runnable {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration PING_AFTER = Duration.ofSeconds(2);
    private static final Duration DEAD_AFTER = Duration.ofSeconds(6);

    private final HttpClient client;
    private final URI url;
    private final long room;
    private final Optional<Actor> actor;
    private final Tally tally;
    private final CountDownLatch stopping;
    private OptionalLong last = OptionalLong.empty();

    Watcher(
            HttpClient client,
            URI url,
            long room,
            Optional<Actor> actor,
            Tally tally,
            CountDownLatch stopping) {
        this.client = client;
        this.url = url;
        this.room = room;
        this.actor = actor;
        this.tally = tally;
        this.stopping = stopping;
    }

    @Override
    public void run() {
        try {
            while (!stopped()) {
                var socket = connect();
                if (socket.isPresent()) {
                    hold(socket.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<RoomSocket> connect() throws InterruptedException {
        return new Connecting(what(), tally, stopping, this::lost)
                .connect(() -> RoomSocket.connect(client, url, room, last));
    }

    private void hold(RoomSocket socket) throws InterruptedException {
        tally.opened();
        actor.ifPresent(Actor::again);
        try {
            follow(socket);
        } finally {
            tally.closed();
            socket.close();
        }
    }

    private void follow(RoomSocket socket) throws InterruptedException {
        var quiet = new Quiet();
        var open = true;
        while (open && !stopped()) {
            actor.ifPresent(player -> player.act(socket));
            var heard = socket.next(TICK);
            if (heard.isPresent()) {
                quiet.end();
                open = take(heard.get());
            } else {
                open = endure(socket, quiet);
            }
        }
    }

    /// Whether the socket can be expected to say more.
    private boolean take(Heard heard) {
        return switch (heard) {
            case Heard.Welcome(var seq) -> {
                last = OptionalLong.of(last.orElse(seq));
                yield true;
            }
            case Heard.Event event -> {
                follow(event);
                yield true;
            }
            case Heard.Move() -> {
                tally.moved();
                yield false;
            }
            case Heard.Refused(var sentence) -> {
                tally.failedCommand(sentence);
                yield true;
            }
            case Heard.Pong() -> true;
            case Heard.Ended(var how) -> {
                if (!stopped()) {
                    lost("ended without a notice to move: " + how);
                }
                yield false;
            }
        };
    }

    private void follow(Heard.Event event) {
        tally.event();
        var expected = last.orElse(event.seq() - 1) + 1;
        if (event.seq() != expected) {
            lost("expected event " + expected + " and got " + event.seq());
        }
        last = OptionalLong.of(event.seq());
        actor.ifPresent(player -> player.saw(event));
    }

    private boolean endure(RoomSocket socket, Quiet quiet) {
        if (quiet.longerThan(DEAD_AFTER)) {
            lost("silent, and answered no ping");
            return false;
        }
        if (quiet.longerThan(PING_AFTER)) {
            socket.ping();
        }
        return true;
    }

    private void lost(String detail) {
        tally.lost(what(), detail);
    }

    private String what() {
        return "socket in room " + room;
    }

    private boolean stopped() {
        return stopping.getCount() == 0;
    }
}
