package dev.slipway.report;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Renders a [Report] as SARIF 2.1.0, which code hosts show beside the lines of a file.
///
/// One run, whose rules are those of the findings. The verdict is a notification of the run.
public final class SarifRenderer {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";

    private final String version;
    private final String folder;

    /// @param version of the program
    /// @param folder of the files that findings name, from the root of the project; may be empty
    public SarifRenderer(String version, String folder) {
        this.version = version;
        this.folder = folder;
    }

    public String render(Report report) {
        var findings = report.findings();
        var rules = new LinkedHashMap<String, Finding>();
        findings.forEach(one -> rules.putIfAbsent(one.rule(), one));
        var indexes = List.copyOf(rules.keySet());
        var run =
                Json.object()
                        .put("tool", Json.object().put("driver", driver(rules)))
                        .put("invocations", Json.array(List.of(invocation(report))))
                        .put(
                                "results",
                                Json.array(
                                        findings, one -> result(one, indexes.indexOf(one.rule()))));
        return Json.object()
                        .put("$schema", SCHEMA)
                        .put("version", "2.1.0")
                        .put("runs", Json.array(List.of(run)))
                        .pretty()
                + "\n";
    }

    private Json.Obj driver(Map<String, Finding> rules) {
        return Json.object()
                .put("name", "Slipway")
                .put("version", version)
                .put("rules", Json.array(rules.values(), SarifRenderer::rule));
    }

    /// What is the same for all findings of a rule is what to do about them.
    private static Json.Obj rule(Finding first) {
        var words = first.rule().replace("/", ": ").replace('-', ' ');
        var help = first.remedy().isEmpty() ? first.fact() : first.remedy();
        return Json.object()
                .put("id", first.rule())
                .put("shortDescription", text(words))
                .put("help", text(help))
                .put("defaultConfiguration", Json.object().put("level", first.severity().word()));
    }

    private static Json.Obj invocation(Report report) {
        var verdict = report.verdict();
        var level = verdict.tone() == Tone.BAD ? "error" : "note";
        return Json.object()
                .put("executionSuccessful", true)
                .put(
                        "toolExecutionNotifications",
                        Json.array(
                                List.of(
                                        Json.object()
                                                .put("level", level)
                                                .put("message", text(report.headline())))))
                .put("properties", Json.object().put("verdict", verdict.word()));
    }

    private Json.Obj result(Finding finding, int rule) {
        return Json.object()
                .put("ruleId", finding.rule())
                .put("ruleIndex", rule)
                .put("level", finding.severity().word())
                .put("message", text(message(finding)))
                .put("locations", Json.array(List.of(location(finding.place()))));
    }

    private static String message(Finding finding) {
        return String.join(
                "\n",
                List.of(finding.fact(), finding.evidence(), finding.remedy()).stream()
                        .filter(one -> !one.isEmpty())
                        .toList());
    }

    private Json.Obj location(Place place) {
        if (!place.isFile()) {
            return Json.object()
                    .put(
                            "logicalLocations",
                            Json.array(
                                    List.of(
                                            Json.object()
                                                    .put("fullyQualifiedName", place.name()))));
        }
        var physical =
                Json.object().put("artifactLocation", Json.object().put("uri", uri(place.name())));
        return Json.object()
                .put(
                        "physicalLocation",
                        place.line().isEmpty()
                                ? physical
                                : physical.put(
                                        "region", region(place.line().getAsInt(), place.column())));
    }

    private static Json.Obj region(int line, OptionalInt column) {
        var region = Json.object().put("startLine", line);
        return column.isPresent() ? region.put("startColumn", column.getAsInt()) : region;
    }

    /// Relative, as code hosts want it, and with what a URI cannot hold escaped.
    private String uri(String file) {
        var path = (folder.isEmpty() ? file : folder + "/" + file).replace('\\', '/');
        var uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(b) >= 0) {
                uri.append((char) b);
            } else {
                uri.append(String.format("%%%02X", b));
            }
        }
        return uri.toString();
    }

    private static Json.Obj text(String text) {
        return Json.object().put("text", text);
    }
}
