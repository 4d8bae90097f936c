package dev.slipway.cli;

import dev.slipway.report.Exit;

/// `slipway db history`: who applied what.
final class DbHistoryCommand extends Command {

    private final DatabaseOptions database;
    private final MigrationFiles migrations;
    private final OutputOption output;

    DbHistoryCommand(Terminal terminal, ToolConfiguration configuration) {
        super(
                "history",
                "List who applied which migration when, from where, and how long it took.");
        database = new DatabaseOptions(arguments(), configuration);
        migrations = new MigrationFiles(arguments());
        output = new OutputOption(this, terminal);
    }

    @Override
    Exit run() {
        var chronicle = migrations.migrator(database).build().history();
        output.print(chronicle.toReport());
        return chronicle.exit();
    }
}
