package dev.slipway.service.operations;

import dev.slipway.report.Exit;
import picocli.CommandLine.Model.CommandSpec;

/// What a command that only groups others does: it shows them, and ends as a wrong command line.
final class GroupUsage {

    private GroupUsage() {}

    static int show(CommandSpec spec) {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Exit.USAGE.code();
    }
}
