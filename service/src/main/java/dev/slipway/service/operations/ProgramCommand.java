package dev.slipway.service.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// The service's program, which is asked for one of these commands.
@Command(synopsisSubcommandLabel = "COMMAND")
final class ProgramCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        return GroupUsage.show(spec);
    }
}
