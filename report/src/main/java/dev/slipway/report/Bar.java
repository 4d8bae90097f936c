package dev.slipway.report;

import java.util.List;

/// The lengths of time of one thing, such as a statement, in [Section.Bars].
///
/// @param place where it stands, such as `file.sql:12`
/// @param name what it is
public record Bar(String place, String name, List<Measure> measures) {

    public Bar {
        measures = List.copyOf(measures);
    }
}
