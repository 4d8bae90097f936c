package dev.slipway.cli;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/// Builds the commands by hand, with what they need.
///
/// Where the arguments name one, only that one: to build all of them takes longer than most of them
/// run.
final class Commands {

    private final Map<String, Supplier<Command>> ofDb = new LinkedHashMap<>();
    private final Map<String, Supplier<Command>> ofSlipway = new LinkedHashMap<>();

    Commands(Terminal terminal, Map<String, String> environment, WorkFolder work) {
        var configuration = ToolConfiguration.in(work.project(), environment);
        ofDb.put("status", () -> new DbStatusCommand(terminal, configuration));
        ofDb.put("migrate", () -> new DbMigrateCommand(terminal, configuration));
        ofDb.put("down", () -> new DbDownCommand(terminal, configuration));
        ofDb.put("verify", () -> new DbVerifyCommand(terminal, configuration));
        ofDb.put("repair", () -> new DbRepairCommand(terminal, configuration));
        ofDb.put("baseline", () -> new DbBaselineCommand(terminal, configuration));
        ofDb.put("history", () -> new DbHistoryCommand(terminal, configuration));
        ofDb.put("create", () -> new DbCreateCommand(terminal, configuration, Clock.systemUTC()));
        ofSlipway.put("rehearse", () -> new RehearseCommand(terminal, configuration, work));
        ofSlipway.put("try", () -> new TryCommand(terminal, work));
        ofSlipway.put("completion", () -> new CompletionCommand(this::all));
        ofSlipway.put("conduct", () -> new ConductCommand(terminal, work));
    }

    CommandLine all() {
        return line("", "");
    }

    /// What the arguments need.
    CommandLine of(String... args) {
        return line(args.length > 0 ? args[0] : "", args.length > 1 ? args[1] : "");
    }

    private CommandLine line(String first, String second) {
        var slipway = new CommandLine(GroupCommand.slipway().spec());
        if (!ofSlipway.containsKey(first)) {
            slipway.addSubcommand(
                    "db", with(new CommandLine(GroupCommand.db().spec()), ofDb, second));
        }
        return first.equals("db") ? slipway : with(slipway, ofSlipway, first);
    }

    private static CommandLine with(
            CommandLine group, Map<String, Supplier<Command>> commands, String only) {
        commands.forEach((name, command) -> {
            if (name.equals(only) || !commands.containsKey(only)) {
                group.addSubcommand(name, new CommandLine(command.get().spec()));
            }
        });
        return group;
    }
}
