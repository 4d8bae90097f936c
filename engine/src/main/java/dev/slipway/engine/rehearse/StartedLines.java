package dev.slipway.engine.rehearse;

import dev.slipway.engine.start.Side;
import dev.slipway.engine.start.Started;
import java.util.ArrayList;
import java.util.List;

/// How it went to start the versions, for a person.
record StartedLines(Starts starts, String oldVersion) {

    List<String> lines() {
        var lines = new ArrayList<String>();
        for (var started : starts.all()) {
            lines.add(
                    "%s on the %s schema: %s"
                            .formatted(name(started), started.schema().word(), started.sentence()));
            started.details().forEach(detail -> lines.add("  " + detail));
        }
        starts.failingBefore()
                .forEach(check ->
                        lines.add("was failing before, and is not counted: " + check.command()));
        return lines;
    }

    private String name(Started started) {
        return started.version() == Side.OLD ? oldVersion : "the new version";
    }
}
