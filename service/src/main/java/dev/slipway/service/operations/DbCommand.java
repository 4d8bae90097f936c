package dev.slipway.service.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `db` alone: says what there is.
@Command(
        name = "db",
        description =
                "Apply this version's migrations, go back, and say where the database stands.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done or ready, 5 pending, 6 dirty, 7 ahead, 9 drift, 8 locked,",
            "            3 blocked, 2 usage, 1 failed."
        })
final class DbCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        return GroupUsage.show(spec);
    }
}
