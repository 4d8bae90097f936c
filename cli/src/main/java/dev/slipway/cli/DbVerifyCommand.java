package dev.slipway.cli;

import dev.slipway.report.Exit;

/// `slipway db verify`: whether the role may apply what is pending.
final class DbVerifyCommand extends Command {

    private final DatabaseOptions database;
    private final MigrationOptions migrations;
    private final OutputOption output;

    DbVerifyCommand(Terminal terminal, ToolConfiguration configuration) {
        super(
                "verify",
                "Say whether this role may apply the pending migrations; change nothing.",
                "",
                "It names each privilege that is missing, and ends with 0 when migrations are"
                        + " pending and permitted. What code in the database does is not looked"
                        + " into.",
                "");
        database = new DatabaseOptions(arguments(), configuration);
        migrations = new MigrationOptions(arguments());
        output = new OutputOption(this, terminal);
    }

    @Override
    Exit run() {
        var verification = migrations.migrator(database).build().verify();
        output.print(verification.toReport(), () -> migrations.folder(database));
        return verification.exit();
    }
}
