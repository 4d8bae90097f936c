package dev.slipway.matinee.web;

import dev.slipway.report.Json;
import java.util.concurrent.atomic.AtomicReference;

/// What an instance says about itself: alive from its first moment, ready only between the end of
/// its start and the beginning of its shutdown.
final class Health {

    /// What readiness answers.
    sealed interface State {
        /// The database is being migrated or looked at.
        record Starting() implements State {}

        /// @param schema the newest migration in the database
        record Ready(String schema) implements State {}

        /// Told to stop: the proxy should send nobody here any more.
        record Draining() implements State {}
    }

    private final AtomicReference<State> state = new AtomicReference<>(new State.Starting());
    private final String instance;
    private final Version version;

    Health(String instance, Version version) {
        this.instance = instance;
        this.version = version;
    }

    /// Leaves a shutdown that has begun alone.
    void ready(String schema) {
        state.updateAndGet(now -> now instanceof State.Draining ? now : new State.Ready(schema));
    }

    void draining() {
        state.set(new State.Draining());
    }

    boolean isDraining() {
        return state.get() instanceof State.Draining;
    }

    Reply live() {
        return Reply.ok(about("live"));
    }

    Reply ready() {
        return switch (state.get()) {
            case State.Starting() -> new Reply(503, about("starting"));
            case State.Ready(var schema) -> Reply.ok(about("ready").put("schema", schema));
            case State.Draining() -> new Reply(503, about("draining"));
        };
    }

    private Json.Obj about(String word) {
        return Json.object()
                .put("state", word)
                .put("instance", instance)
                .put("version", version.name())
                .put("pid", ProcessHandle.current().pid());
    }
}
