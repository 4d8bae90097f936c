package dev.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `slipway db verify`: whether the role may apply what is pending.
@Command(
        name = "verify",
        description = {
            "Say whether this role may apply the pending migrations; change nothing.",
            "",
            "It names each privilege that is missing, and ends with 0 when migrations are pending and"
                    + " permitted. What code in the database does is not looked into.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbVerifyCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private final DatabaseOptions database;
    @Mixin private final MigrationOptions migrations = new MigrationOptions();
    @Mixin private final OutputOption output;

    DbVerifyCommand(Terminal terminal, ToolConfiguration configuration) {
        database = new DatabaseOptions(configuration);
        output = new OutputOption(terminal);
    }

    @Override
    public Integer call() {
        var verification = migrations.migrator(database).build().verify();
        output.print(
                verification.toReport(),
                () -> migrations.folder(database),
                spec.commandLine().getOut());
        return verification.exit().code();
    }
}
