package dev.slipway.bench;

import dev.slipway.report.Json;
import java.util.ArrayList;
import java.util.List;

/// What was measured, as one table or as JSON.
final class Results {

    private final List<Json.Obj> json = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();

    Results() {
        rows.add(List.of("work", "by", "median", "ratio", "bar", ""));
    }

    void add(Contest contest, Medians medians) {
        for (var contender : contest.contenders()) {
            double median = medians.of(contender.name());
            double ratio = median / medians.of(contest.reference());
            var bar = contender.bar().map(promised -> promised.words(contest.unit())).orElse("");
            var met =
                    contender
                            .bar()
                            .map(promised -> promised.isMet(median, medians) ? "met" : "not met")
                            .orElse("");
            rows.add(
                    List.of(
                            contest.name(),
                            contender.name(),
                            contest.unit().show(median),
                            "%.2f".formatted(ratio),
                            bar,
                            met));
            json.add(
                    Json.object()
                            .put("work", contest.name())
                            .put("by", contender.name())
                            .put("median", median)
                            .put("ratio", ratio)
                            .put("bar", bar)
                            .put("met", met));
        }
    }

    String table() {
        var text = new StringBuilder();
        for (var row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(width(i) - row.get(i).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    String json() {
        return Json.array(json).pretty();
    }
}
