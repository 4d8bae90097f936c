package dev.slipway.cli;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/// Builds every command by hand, with what it needs.
final class Commands {

    private Commands() {}

    static CommandLine all(Terminal terminal, Map<String, String> environment, WorkFolder work) {
        var configuration =
                ToolConfiguration.in(
                        Optional.ofNullable(work.root().getParent()).orElse(work.root()),
                        environment);
        var db =
                new CommandLine(new DbCommand())
                        .addSubcommand(new DbStatusCommand(terminal, configuration))
                        .addSubcommand(new DbMigrateCommand(terminal, configuration))
                        .addSubcommand(new DbDownCommand(terminal, configuration))
                        .addSubcommand(new DbVerifyCommand(terminal, configuration))
                        .addSubcommand(new DbRepairCommand(terminal, configuration))
                        .addSubcommand(new DbBaselineCommand(terminal, configuration))
                        .addSubcommand(new DbHistoryCommand(terminal, configuration))
                        .addSubcommand(
                                new DbCreateCommand(terminal, configuration, Clock.systemUTC()));
        return new CommandLine(new SlipwayCommand())
                .addSubcommand(db)
                .addSubcommand(new RehearseCommand(terminal, configuration, work))
                .addSubcommand(new TryCommand(terminal, work))
                .addSubcommand(new CompletionCommand())
                .addSubcommand(new ConductCommand(terminal, work));
    }
}
