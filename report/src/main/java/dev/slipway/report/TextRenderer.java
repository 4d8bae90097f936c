package dev.slipway.report;

/// Renders a [Report] for a terminal: the headline first, then each section under its title.
public final class TextRenderer {

    private final Ink ink;

    public TextRenderer(Ink ink) {
        this.ink = ink;
    }

    public String render(Report report) {
        var out = new StringBuilder(headline(report)).append('\n');
        var body = new TextBody(ink);
        for (var section : report.sections()) {
            if (!section.isEmpty()) {
                out.append('\n').append(ink.strong(section.title())).append('\n');
                section.match(body)
                        .forEach(
                                line -> out.append(line.isEmpty() ? "" : "  " + line).append('\n'));
            }
        }
        return out.toString();
    }

    private String headline(Report report) {
        return switch (report.verdict().tone()) {
            case GOOD -> ink.good(report.headline());
            case BAD -> ink.bad(report.headline());
            case CALM, CAREFUL -> ink.careful(report.headline());
        };
    }
}
