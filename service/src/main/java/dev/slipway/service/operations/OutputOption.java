package dev.slipway.service.operations;

import dev.slipway.report.Ink;
import dev.slipway.report.Report;
import dev.slipway.report.TextRenderer;
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
        YAML
    }

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "human, json or yaml. Default: human.")
    private Format format = Format.HUMAN;

    /// @return how the command ends
    int print(Ending ending) {
        spec.commandLine().getOut().print(text(ending.report(), format));
        return ending.exit().code();
    }

    static String text(Report report, Format format) {
        return switch (format) {
            case HUMAN -> new TextRenderer(Ink.PLAIN).render(report);
            case JSON -> report.toJson().pretty() + "\n";
            case YAML ->
                    new YAMLMapper()
                            .writeValueAsString(
                                    new JsonMapper().readTree(report.toJson().compact()));
        };
    }
}
