package dev.slipway.service.operations;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/// The help that every command has, and what every command takes.
final class Help {

    private static final String CONFIGURATION =
            "The service's own --config FILE and --section.key=VALUE are taken here too.";

    private Help() {}

    /// Gives it to a command and to those below it.
    static void addTo(CommandLine command) {
        var spec = command.getCommandSpec();
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        var footer = new ArrayList<>(List.of(spec.usageMessage().footer()));
        footer.addAll(List.of("", CONFIGURATION));
        spec.usageMessage().footer(footer.toArray(String[]::new));
        command.getSubcommands().values().forEach(Help::addTo);
    }
}
