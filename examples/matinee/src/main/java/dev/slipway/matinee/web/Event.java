package dev.slipway.matinee.web;

import dev.slipway.report.Json;

/// Something that happened in a room.
///
/// @param seq its number in the room, from 1, without gaps
/// @param json what clients are told
record Event(long seq, Json.Obj json) {

    static Event of(Json.Obj row) {
        if (row.fields().get("seq") instanceof Json.Num number) {
            return new Event(Long.parseLong(number.text()), row);
        }
        throw new IllegalArgumentException("an event without a number: " + row.compact());
    }
}
