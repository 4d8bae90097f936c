package dev.slipway.cli;

import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;

/// Builds every command by hand, with what it needs.
final class Commands {

    private Commands() {}

    static CommandLine all(Terminal terminal, Map<String, String> environment, WorkFolder work) {
        var db =
                new CommandLine(new DbCommand())
                        .addSubcommand(new DbStatusCommand(terminal, environment))
                        .addSubcommand(new DbMigrateCommand(terminal, environment))
                        .addSubcommand(new DbDownCommand(terminal, environment))
                        .addSubcommand(new DbRepairCommand(terminal, environment))
                        .addSubcommand(new DbBaselineCommand(terminal, environment))
                        .addSubcommand(new DbHistoryCommand(terminal, environment))
                        .addSubcommand(new DbCreateCommand(terminal, Clock.systemUTC()));
        return new CommandLine(new SlipwayCommand())
                .addSubcommand(db)
                .addSubcommand(new RehearseCommand(terminal, environment, work))
                .addSubcommand(new TryCommand(terminal, work))
                .addSubcommand(new ConductCommand(terminal, work));
    }
}
