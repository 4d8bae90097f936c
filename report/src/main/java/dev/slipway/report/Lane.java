package dev.slipway.report;

import java.util.List;

/// What happened to one thing, such as a table, in a [Section.Timeline].
public record Lane(String name, List<Stretch> stretches) {

    public Lane {
        stretches = List.copyOf(stretches);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("name", name)
                .put("stretches", Json.array(stretches, Stretch::toJson));
    }
}
