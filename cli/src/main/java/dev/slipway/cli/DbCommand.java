package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `slipway db` alone: says what there is.
@Command(
        name = "db",
        description = "Apply migrations, go back, and say where a database stands.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        footer = {
            "",
            "Exit codes: 0 done or ready, 5 pending, 6 dirty, 7 ahead, 9 drift, 8 locked,",
            "            3 blocked, 4 a person must decide, 2 usage, 1 failed.",
            "slipway db COMMAND --help says more. The guide is docs/migrations.md."
        })
final class DbCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        return GroupUsage.show(spec);
    }
}
