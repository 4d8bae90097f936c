package dev.slipway.service.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `config` alone: says what there is.
@Command(
        name = "config",
        description = "Check the configuration, and show what is in force.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Exit codes: 0 valid, 3 invalid, 2 wrong command line or no such file."})
final class ConfigCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        return GroupUsage.show(spec);
    }
}
