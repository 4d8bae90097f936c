package dev.slipway.report;

import java.util.List;

/// Renders a [Report] as JUnit's XML, so that a build server shows it among its tests: a case for
/// the verdict, and one for each finding.
///
/// What stands in the way fails. What could not be told is an error, since build servers count what
/// is skipped as well.
public final class JUnitRenderer {

    private static final String PROLOGUE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            """;

    private final String suite;

    /// @param suite what build servers call the cases together, such as `slipway rehearse`
    public JUnitRenderer(String suite) {
        this.suite = suite;
    }

    public String render(Report report) {
        var findings = report.findings();
        var blocking = report.verdict().blocking();
        boolean blocked = report.verdict() instanceof Verdict.Block;
        var counts =
                new String[] {
                    "name",
                    suite,
                    "tests",
                    String.valueOf(findings.size() + 1),
                    "failures",
                    String.valueOf(blocked ? blocking.size() + 1 : 0),
                    "errors",
                    report.verdict() instanceof Verdict.Inconclusive ? "1" : "0"
                };
        var xml = new Markup(PROLOGUE);
        xml.open("testsuites", counts).line().open("testsuite", counts).line();
        verdict(report, xml);
        findings.forEach(one -> finding(one, blocked && blocking.contains(one), xml));
        return xml.close().line().close().line().written();
    }

    private void verdict(Report report, Markup xml) {
        xml.open("testcase", "classname", suite, "name", "verdict");
        var verdict = report.verdict();
        if (verdict instanceof Verdict.Block) {
            xml.element("failure", "", "type", "block", "message", report.headline());
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            xml.element(
                    "error",
                    "not known: " + inconclusive.missing(),
                    "type",
                    "inconclusive",
                    "message",
                    report.headline());
        } else if (verdict instanceof Verdict.Waived waived) {
            xml.element(
                    "system-out",
                    "%s\nwaived by %s: %s"
                            .formatted(report.headline(), waived.who(), waived.reason()));
        } else {
            xml.element("system-out", report.headline());
        }
        xml.close().line();
    }

    private static void finding(Finding finding, boolean fails, Markup xml) {
        xml.open(
                "testcase",
                "classname",
                finding.rule(),
                "name",
                finding.place() + " " + finding.fact());
        if (fails) {
            xml.element(
                    "failure", more(finding), "type", finding.rule(), "message", finding.fact());
        } else {
            xml.element("system-out", finding.severity().word() + "\n" + more(finding));
        }
        xml.close().line();
    }

    private static String more(Finding finding) {
        return String.join(
                "\n",
                List.of(finding.place().toString(), finding.evidence(), finding.remedy()).stream()
                        .filter(one -> !one.isEmpty())
                        .toList());
    }
}
