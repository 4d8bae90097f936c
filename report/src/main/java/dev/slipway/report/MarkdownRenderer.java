package dev.slipway.report;

/// Renders a [Report] as Markdown, to stand in a pull request: the headline and what to act on in
/// sight, the rest folded away.
public final class MarkdownRenderer {

    public String render(Report report) {
        var out = new StringBuilder();
        out.append("> [!").append(alert(report.verdict())).append("]\n");
        out.append("> **").append(Markdown.words(report.headline())).append("**\n");
        var body = new MarkdownBody();
        for (var section : report.sections()) {
            if (!section.isEmpty()) {
                out.append('\n').append(section.match(body));
            }
        }
        return out.toString();
    }

    /// What code hosts colour it by.
    private static String alert(Verdict verdict) {
        return switch (verdict.tone()) {
            case GOOD -> "TIP";
            case CALM -> "NOTE";
            case CAREFUL -> "WARNING";
            case BAD -> "CAUTION";
        };
    }
}
