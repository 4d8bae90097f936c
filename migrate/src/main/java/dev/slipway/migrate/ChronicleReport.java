package dev.slipway.migrate;

import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells a [Chronicle] to people and programs.
final class ChronicleReport {

    private ChronicleReport() {}

    static Report of(Chronicle chronicle) {
        var data =
                Json.object()
                        .put("database", chronicle.database())
                        .put("schema", chronicle.schema())
                        .put("format", chronicle.format())
                        .put("entries", Json.array(chronicle.lines(), ChronicleReport::json));
        return chronicle
                .foreign()
                .map(problem -> foreign(problem, data))
                .orElseGet(() ->
                        new Report(
                                new Verdict.Pass(),
                                headline(chronicle.lines().size()),
                                List.of(table(chronicle.lines())),
                                data));
    }

    private static Report foreign(Problem problem, Json.Obj data) {
        var finding =
                new Finding(
                        "history/foreign",
                        Severity.ERROR,
                        Place.of("history"),
                        problem.detail(),
                        "",
                        "");
        return new Report(
                new Verdict.Block(List.of(finding)),
                "There is no history to tell: " + problem.detail() + ".",
                List.of(),
                data);
    }

    private static String headline(int lines) {
        return lines == 0
                ? "No migration is applied."
                : (lines == 1 ? "1 migration" : lines + " migrations") + " applied.";
    }

    private static Section table(List<Chronicle.Line> lines) {
        return new Section.Table(
                "History",
                List.of(
                        Section.Column.left("version"),
                        Section.Column.left("description"),
                        Section.Column.left("state"),
                        Section.Column.left("at"),
                        Section.Column.left("by"),
                        Section.Column.left("from"),
                        Section.Column.right("ms")),
                lines.stream().map(ChronicleReport::row).toList());
    }

    private static List<String> row(Chronicle.Line line) {
        return List.of(
                line.version(),
                line.description(),
                line.kind().word(),
                line.at().map(ChronicleReport::seconds).orElse(""),
                line.by().orElse(""),
                from(line),
                line.took().map(took -> Long.toString(took.toMillis())).orElse(""));
    }

    private static String from(Chronicle.Line line) {
        return Stream.of(line.application(), line.client())
                .flatMap(Optional::stream)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String seconds(OffsetDateTime at) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                at.withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS));
    }

    private static Json.Obj json(Chronicle.Line line) {
        var json =
                Json.object()
                        .put("version", line.version())
                        .put("description", line.description())
                        .put("state", line.kind().word());
        var whom =
                put(
                        put(put(json, "at", at(line)), "by", line.by()),
                        "application",
                        line.application());
        var from = put(whom, "client", line.client());
        return line.took()
                .map(took -> from.put("duration_ms", took.toNanos() / 1e6))
                .orElseGet(() -> from.putNull("duration_ms"));
    }

    private static Optional<String> at(Chronicle.Line line) {
        return line.at()
                .map(at -> at.withOffsetSameInstant(ZoneOffset.UTC))
                .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format);
    }

    private static Json.Obj put(Json.Obj json, String name, Optional<String> value) {
        return value.map(text -> json.put(name, text)).orElseGet(() -> json.putNull(name));
    }
}
