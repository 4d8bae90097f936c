package dev.slipway.cli;

import dev.slipway.report.Report;
import dev.slipway.report.TextRenderer;
import java.io.PrintWriter;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Prints a report in the format that was asked for.
final class OutputOption {

    /// What a report can be printed as.
    enum Format {
        HUMAN,
        JSON,
        YAML
    }

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "human, json or yaml. Default: human.")
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
        out.print(
                switch (format) {
                    case HUMAN -> new TextRenderer(terminal.outInk()).render(report);
                    case JSON -> report.toJson().pretty() + "\n";
                    case YAML -> yaml(report);
                });
        out.flush();
    }

    private static String yaml(Report report) {
        return new YAMLMapper()
                .writeValueAsString(new JsonMapper().readTree(report.toJson().compact()));
    }
}
