package dev.slipway.engine.release;

import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/// Reads findings out of the record, as [Finding#toJson] wrote them.
final class FindingFormat {

    private FindingFormat() {}

    /// The findings of a payload; none where it has none.
    static List<Finding> in(String payload) {
        return JsonMapper.shared().readTree(payload).path("findings").isArray()
                ? Fields.parse("an entry of the record", payload)
                        .objects("findings", FindingFormat::read)
                : List.of();
    }

    /// The place comes back as one name: its line is part of the text.
    private static Finding read(Fields fields) {
        return new Finding(
                fields.text("rule"),
                Severity.valueOf(fields.text("severity").toUpperCase(Locale.ROOT)),
                Place.of(fields.text("place")),
                fields.text("fact"),
                fields.text("evidence"),
                fields.text("remedy"));
    }
}
