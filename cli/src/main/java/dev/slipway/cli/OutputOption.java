package dev.slipway.cli;

import dev.slipway.report.HtmlRenderer;
import dev.slipway.report.JUnitRenderer;
import dev.slipway.report.MarkdownRenderer;
import dev.slipway.report.Report;
import dev.slipway.report.SarifRenderer;
import dev.slipway.report.TextRenderer;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Prints a report in the format that was asked for.
final class OutputOption {

    /// What a report can be printed as.
    enum Format {
        HUMAN,
        JSON,
        YAML,
        MARKDOWN,
        HTML,
        SARIF,
        JUNIT
    }

    private final Command command;
    private final Terminal terminal;
    private final Supplier<Optional<Format>> format;

    OutputOption(Command command, Terminal terminal) {
        this.command = command;
        this.terminal = terminal;
        format =
                command.arguments()
                        .option(
                                "-o --output",
                                "FORMAT",
                                Format.class,
                                "human, json, yaml, markdown, html, sarif or junit. Default:"
                                        + " human.");
    }

    /// Whether a person reads the output, so that it may hold more than the report.
    boolean human() {
        return format() == Format.HUMAN;
    }

    private Format format() {
        return format.get().orElse(Format.HUMAN);
    }

    void print(Report report) {
        print(report, () -> "");
    }

    /// @param folder of the files that the report names, from the root of the project
    void print(Report report, Supplier<String> folder) {
        var name = command.spec().qualifiedName();
        var out = command.out();
        out.print(
                switch (format()) {
                    case HUMAN -> new TextRenderer(terminal.outInk()).render(report);
                    case JSON -> report.toJson().pretty() + "\n";
                    case YAML -> yaml(report);
                    case MARKDOWN -> new MarkdownRenderer().render(report);
                    case HTML -> new HtmlRenderer(name).render(report);
                    case SARIF ->
                            new SarifRenderer(ProgramVersion.number(), folder.get()).render(report);
                    case JUNIT -> new JUnitRenderer(name).render(report);
                });
        out.flush();
    }

    private static String yaml(Report report) {
        return new YAMLMapper()
                .writeValueAsString(new JsonMapper().readTree(report.toJson().compact()));
    }
}
