package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `slipway db baseline`: adopts a database that has tables and no history.
@Command(
        name = "baseline",
        description =
                "Adopt a database that has tables but no history: migrations up to VERSION count as"
                        + " applied, and none is run.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class)
final class DbBaselineCommand extends DbChange {

    @Parameters(
            paramLabel = "VERSION",
            description = "The newest migration whose tables are there already.")
    private String version = "";

    DbBaselineCommand(Terminal terminal, ToolConfiguration configuration) {
        super(terminal, configuration);
    }

    @Override
    Ending change(Migrator.Builder migrator) {
        var outcome = migrator.build().baseline(version);
        return new Ending(outcome.toReport(), outcome.exit());
    }
}
