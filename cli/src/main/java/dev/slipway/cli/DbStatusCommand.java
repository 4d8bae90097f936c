package dev.slipway.cli;

import dev.slipway.report.Exit;

/// `slipway db status`: where a database stands against a folder of migrations.
final class DbStatusCommand extends Command {

    private final DatabaseOptions database;
    private final MigrationOptions migrations;
    private final OutputOption output;

    DbStatusCommand(Terminal terminal, ToolConfiguration configuration) {
        super(
                "status",
                "Say where a database stands against a folder of migrations; change nothing.");
        database = new DatabaseOptions(arguments(), configuration);
        migrations = new MigrationOptions(arguments());
        output = new OutputOption(this, terminal);
    }

    @Override
    Exit run() {
        var status = migrations.migrator(database).build().status();
        output.print(status.toReport(), () -> migrations.folder(database));
        return status.exit();
    }
}
