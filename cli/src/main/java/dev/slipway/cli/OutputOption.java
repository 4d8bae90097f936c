package dev.slipway.cli;

import dev.slipway.report.HtmlRenderer;
import dev.slipway.report.JUnitRenderer;
import dev.slipway.report.MarkdownRenderer;
import dev.slipway.report.Report;
import dev.slipway.report.SarifRenderer;
import dev.slipway.report.TextRenderer;
import java.io.PrintWriter;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
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

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "human, json, yaml, markdown, html, sarif or junit. Default: human.")
    private Format format = Format.HUMAN;

    private final Terminal terminal;

    OutputOption(Terminal terminal) {
        this.terminal = terminal;
    }

    /// Whether a person reads the output, so that it may hold more than the report.
    boolean human() {
        return format == Format.HUMAN;
    }

    void print(Report report, PrintWriter out) {
        print(report, () -> "", out);
    }

    /// @param folder of the files that the report names, from the root of the project
    void print(Report report, Supplier<String> folder, PrintWriter out) {
        var command = spec.qualifiedName();
        out.print(
                switch (format) {
                    case HUMAN -> new TextRenderer(terminal.outInk()).render(report);
                    case JSON -> report.toJson().pretty() + "\n";
                    case YAML -> yaml(report);
                    case MARKDOWN -> new MarkdownRenderer().render(report);
                    case HTML -> new HtmlRenderer(command).render(report);
                    case SARIF ->
                            new SarifRenderer(ProgramVersion.number(), folder.get()).render(report);
                    case JUNIT -> new JUnitRenderer(command).render(report);
                });
        out.flush();
    }

    private static String yaml(Report report) {
        return new YAMLMapper()
                .writeValueAsString(new JsonMapper().readTree(report.toJson().compact()));
    }
}
