package dev.slipway.report;

import java.util.LinkedHashSet;
import java.util.List;

/// What a command found out, built once and rendered in every format.
///
/// @param headline the one sentence that a tired person can act on
/// @param sections what a person reads below it, in order
/// @param data the same facts for programs: the fields of the JSON output
public record Report(Verdict verdict, String headline, List<Section> sections, Json.Obj data) {

    public Report {
        sections = List.copyOf(sections);
        if (headline.isBlank() || headline.contains("\n")) {
            throw new IllegalArgumentException(
                    "a headline is one sentence on one line: " + headline);
        }
    }

    /// One object: `verdict`, `headline`, and then the fields of `data`.
    public Json.Obj toJson() {
        return Json.object().put("verdict", verdict.word()).put("headline", headline).putAll(data);
    }

    /// Those of the sections, and what stands in the way if no section has it. Each once.
    List<Finding> findings() {
        var all = new LinkedHashSet<Finding>();
        for (var section : sections) {
            if (section instanceof Section.Findings findings) {
                all.addAll(findings.findings());
            }
        }
        all.addAll(verdict.blocking());
        return List.copyOf(all);
    }
}
