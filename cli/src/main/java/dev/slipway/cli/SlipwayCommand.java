package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `slipway` alone: says what there is.
@Command(
        name = "slipway",
        description = "Takes a PostgreSQL-backed service from one version to the next, and back.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 usage, 3 blocked, 4 inconclusive,",
            "            5 pending, 6 dirty, 7 ahead, 8 locked, 9 drift."
        })
final class SlipwayCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        return GroupUsage.show(spec);
    }
}
