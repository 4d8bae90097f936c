package dev.slipway.cli;

import dev.slipway.report.Exit;

/// A command that only groups others: alone it shows them, and ends as a wrong command line.
final class GroupCommand extends Command {

    private GroupCommand(String name, String description, String... footer) {
        super(name, description);
        spec().usageMessage().synopsisSubcommandLabel("COMMAND").footer(footer);
    }

    /// `slipway` alone.
    static GroupCommand slipway() {
        return new GroupCommand(
                "slipway",
                "Takes a PostgreSQL-backed service from one version to the next, and back.",
                "",
                "Exit codes: 0 done, 1 failed, 2 usage, 3 blocked, 4 inconclusive,",
                "            5 pending, 6 dirty, 7 ahead, 8 locked, 9 drift.");
    }

    /// `slipway db` alone.
    static GroupCommand db() {
        return new GroupCommand(
                "db",
                "Apply migrations, go back, and say where a database stands.",
                "",
                "Exit codes: 0 done or ready, 5 pending, 6 dirty, 7 ahead, 9 drift, 8 locked,",
                "            3 blocked, 4 a person must decide, 2 usage, 1 failed.",
                "slipway db COMMAND --help says more. The guide is docs/migrations.md.");
    }

    @Override
    Exit run() {
        line().usage(err());
        return Exit.USAGE;
    }
}
