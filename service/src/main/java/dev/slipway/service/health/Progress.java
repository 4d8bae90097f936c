package dev.slipway.service.health;

import dev.slipway.migrate.Listener;
import dev.slipway.report.Json;
import java.time.Duration;
import java.util.Optional;

/// How far the migrations are that run before an instance is ready.
///
/// @param applied how many are applied by this instance so far
/// @param running what runs now; empty between two migrations
/// @param advance how far that is, where the server counts it
/// @param waits whom it waits for
record Progress(
        int applied,
        Optional<Running> running,
        Optional<Listener.Advance> advance,
        Optional<String> waits) {

    static final Progress NONE =
            new Progress(0, Optional.empty(), Optional.empty(), Optional.empty());

    /// @param since as `System.nanoTime()` has it
    record Running(String file, int line, long since) {

        Json.Obj toJson() {
            return Json.object()
                    .put("file", file)
                    .put("line", line)
                    .put("for_ms", Duration.ofNanos(System.nanoTime() - since).toMillis());
        }
    }

    Progress begins(String file, int line) {
        return new Progress(
                applied,
                Optional.of(new Running(file, line, System.nanoTime())),
                Optional.empty(),
                Optional.empty());
    }

    Progress ends() {
        return new Progress(applied + 1, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Progress advances(Listener.Advance far) {
        return new Progress(applied, running, Optional.of(far), Optional.empty());
    }

    Progress waitsFor(String whom) {
        return new Progress(applied, running, advance, Optional.of(whom));
    }

    Json.Obj toJson() {
        var json = Json.object().put("applied", applied);
        if (running.isPresent()) {
            json = json.put("running", running.get().toJson());
        }
        if (advance.isPresent()) {
            json = json.put("advance", toJson(advance.get()));
        }
        return waits.isPresent() ? json.put("waits_for", waits.get()) : json;
    }

    private static Json.Obj toJson(Listener.Advance far) {
        return Json.object()
                .put("doing", far.doing())
                .put("of", far.of())
                .put("phase", far.phase())
                .put("done", far.done())
                .put("total", far.total());
    }
}
