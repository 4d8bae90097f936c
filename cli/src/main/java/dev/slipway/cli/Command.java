package dev.slipway.cli;

import dev.slipway.report.Exit;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// A command of the program: what it takes and what it does.
abstract class Command implements Callable<Integer> {

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this);
    private final Arguments arguments = new Arguments(spec);

    Command(String name, String... description) {
        spec.name(name)
                .versionProvider(new ProgramVersion())
                .addOption(
                        OptionSpec.builder("-h", "--help")
                                .usageHelp(true)
                                .description("Show this help message and exit.")
                                .build())
                .addOption(
                        OptionSpec.builder("-V", "--version")
                                .versionHelp(true)
                                .description("Print version information and exit.")
                                .build());
        spec.usageMessage().description(description);
    }

    /// What it takes, to be declared before it is asked for.
    final Arguments arguments() {
        return arguments;
    }

    final CommandSpec spec() {
        return spec;
    }

    final CommandLine line() {
        return spec.commandLine();
    }

    final PrintWriter out() {
        return line().getOut();
    }

    final PrintWriter err() {
        return line().getErr();
    }

    /// Does what the command line asks for.
    abstract Exit run();

    @Override
    public final Integer call() {
        return run().code();
    }
}
