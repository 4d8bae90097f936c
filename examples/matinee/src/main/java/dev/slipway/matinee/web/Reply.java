package dev.slipway.matinee.web;

import dev.slipway.report.Json;
import java.util.List;

/// An HTTP status and the JSON that goes with it.
record Reply(int status, Json body) {

    static Reply ok(Json body) {
        return new Reply(200, body);
    }

    static Reply created(Json body) {
        return new Reply(201, body);
    }

    static Reply accepted(Json body) {
        return new Reply(202, body);
    }

    /// Rows under the name of what they are.
    static Reply list(String name, List<Json.Obj> rows) {
        return ok(Json.object().put(name, Json.array(rows)));
    }

    static Reply error(int status, String sentence) {
        return new Reply(status, Json.object().put("error", sentence));
    }
}
