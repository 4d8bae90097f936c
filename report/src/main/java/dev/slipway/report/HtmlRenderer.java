package dev.slipway.report;

/// Renders a [Report] as one HTML file that needs nothing else: no script, no font, no image.
public final class HtmlRenderer {

    /// The policy holds even if something got past [Markup]: nothing runs and nothing is fetched.
    private static final String PROLOGUE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <style>
            %s</style>
            """
                    .formatted(Stylesheet.CSS);

    private static final String EPILOGUE =
            """
            </html>
            """;

    private final String name;

    /// @param name of what was done, such as `slipway rehearse`
    public HtmlRenderer(String name) {
        this.name = name;
    }

    public String render(Report report) {
        var html = new Markup(PROLOGUE);
        html.element("title", report.headline()).line();
        html.open("body").open("main").line();
        header(report, html);
        var body = new HtmlBody(html);
        for (var section : report.sections()) {
            if (!section.isEmpty()) {
                html.open("section").element("h2", section.title()).line();
                section.match(body).close().line();
            }
        }
        return html.close().close().line().written() + EPILOGUE;
    }

    private void header(Report report, Markup html) {
        var tone = report.verdict().tone().word();
        html.open("header", "class", tone);
        html.open("p", "class", "kind").text(name + " ");
        html.element("span", report.verdict().word(), "class", "badge " + tone).close();
        html.element("h1", report.headline()).close().line();
    }
}
