package dev.slipway.matinee.load;

import dev.slipway.matinee.client.Heard;
import dev.slipway.matinee.client.RoomSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Plays, pauses and seeks all the time, each time waiting until its own command has come back as
/// an event. A command that was on its way when the socket ended is sent again on the next.
final class Actor {

    private static final List<String> KINDS = List.of("play", "pause", "seek");
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// Positions this high are never the same twice, which is how a command is known again.
    private static final long POSITIONS = 1L << 50;

    /// A command that has not come back.
    private record Command(String kind, long position, long sentAt) {}

    private final RandomGenerator random;
    private final Tally tally;
    private Optional<Command> open = Optional.empty();
    private boolean sent;
    private long due = System.nanoTime();

    Actor(RandomGenerator random, Tally tally) {
        this.random = random;
        this.tally = tally;
    }

    void act(RoomSocket socket) {
        var now = System.nanoTime();
        if (open.isPresent()) {
            giveUpIfLate(open.get(), now);
        } else if (now >= due) {
            open = Optional.of(command(now));
            sent = false;
        }
        if (open.isPresent() && !sent) {
            sent = true;
            socket.command(open.get().kind(), open.get().position());
        }
    }

    void saw(Heard.Event event) {
        open.filter(command -> command.position() == event.positionMs())
                .ifPresent(command -> settle(command, System.nanoTime() - command.sentAt()));
    }

    /// On a new socket, what was on its way may never have arrived.
    void again() {
        sent = false;
    }

    private void giveUpIfLate(Command command, long now) {
        if (now - command.sentAt() > LIMIT.toNanos()) {
            tally.failedCommand(
                    command.kind() + " did not come back within " + LIMIT.toSeconds() + " s");
            settle(command, 0);
        }
    }

    private void settle(Command command, long nanos) {
        tally.waited("command " + command.kind(), Duration.ofNanos(nanos));
        open = Optional.empty();
        due = System.nanoTime() + PAUSE.toNanos();
    }

    private Command command(long now) {
        return new Command(
                KINDS.get(random.nextInt(KINDS.size())), random.nextLong(POSITIONS), now);
    }
}
