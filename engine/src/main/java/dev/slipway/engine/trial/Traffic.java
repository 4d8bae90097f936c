package dev.slipway.engine.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the load generator has seen so far.
///
/// @param slow answers that came, but late
/// @param moved sockets that were told to move and did
/// @param lost sockets that ended without notice, or whose client saw a gap
/// @param logins members who logged in, and showed their session to any instance
/// @param streams live streams that are held
/// @param lostStreams streams that ended without notice, or whose client missed a frame
/// @param failures the first of them, one line each
public record Traffic(
        long requests,
        long failed,
        long slow,
        double p95Ms,
        double maxMs,
        long sockets,
        long moved,
        long lost,
        long events,
        long logins,
        long streams,
        long movedStreams,
        long lostStreams,
        long frames,
        List<String> failures) {

    public Traffic {
        failures = List.copyOf(failures);
    }

    /// Before anything was seen.
    static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

    static Traffic read(Path file) {
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            return of(JsonMapper.shared().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new TrialException("cannot read what the load generator saw in " + file, e);
        }
    }

    private static Traffic of(JsonNode seen) {
        var failures = new ArrayList<String>();
        for (var failure : seen.path("failures")) {
            failures.add(
                    failure.path("at").asString("")
                            + "  "
                            + failure.path("what").asString("")
                            + "  "
                            + failure.path("detail").asString(""));
        }
        return new Traffic(
                seen.path("requests").asLong(0),
                seen.path("failed").asLong(0),
                seen.path("slow").asLong(0),
                seen.path("p95_ms").asDouble(0),
                seen.path("max_ms").asDouble(0),
                seen.path("sockets").asLong(0),
                seen.path("moved").asLong(0),
                seen.path("lost_sockets").asLong(0),
                seen.path("events_seen").asLong(0),
                seen.path("logins").asLong(0),
                seen.path("streams").asLong(0),
                seen.path("moved_streams").asLong(0),
                seen.path("lost_streams").asLong(0),
                seen.path("frames_seen").asLong(0),
                failures);
    }

    boolean nothingLost() {
        return failed == 0 && lost == 0 && lostStreams == 0;
    }
}
