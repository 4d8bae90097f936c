package dev.slipway.cli;

import dev.slipway.migrate.Migrator;
import java.util.function.Supplier;

/// `slipway db baseline`: adopts a database that has tables and no history.
final class DbBaselineCommand extends DbChange {

    private final Supplier<String> version;

    DbBaselineCommand(Terminal terminal, ToolConfiguration configuration) {
        super(
                terminal,
                configuration,
                "baseline",
                "Adopt a database that has tables but no history: migrations up to VERSION count as"
                        + " applied, and none is run.");
        version =
                arguments()
                        .parameter(
                                "VERSION",
                                String.class,
                                "The newest migration whose tables are there already.");
    }

    @Override
    Ending change(Migrator.Builder migrator) {
        var outcome = migrator.build().baseline(version.get());
        return new Ending(outcome.toReport(), outcome.exit());
    }
}
