package dev.slipway.service.health;

import dev.slipway.report.Json;

/// What a probe is answered.
///
/// @param status of HTTP: 200, or 503 where the answer is no
public record Answer(int status, Json.Obj body) {

    private static final int YES = 200;
    private static final int NO = 503;

    static Answer of(boolean yes, Json.Obj body) {
        return new Answer(yes ? YES : NO, body);
    }
}
