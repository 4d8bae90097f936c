package dev.slipway.cli;

import dev.slipway.migrate.Confirm;
import dev.slipway.migrate.Marks;
import dev.slipway.migrate.Migrator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// `slipway db repair`: shows what is wrong with a history, and puts it right with `--yes`.
final class DbRepairCommand extends DbChange {

    private final BooleanSupplier yes;
    private final Supplier<List<String>> applied;
    private final Supplier<List<String>> pending;

    DbRepairCommand(Terminal terminal, ToolConfiguration configuration) {
        super(
                terminal,
                configuration,
                "repair",
                "Show what is wrong with the history and the SQL that would put it right; run that"
                        + " with --yes.",
                "It looks for failed marks, half-done scripts, checksums that differ in line"
                        + " endings alone, and indexes that were not built to their end.");
        var arguments = arguments();
        yes = arguments.flag("--yes", "Make the changes, and do not only show them.");
        applied =
                arguments.repeatable(
                        "--mark-applied",
                        "VERSION",
                        "This version was applied by hand: write that, and run nothing.");
        pending =
                arguments.repeatable(
                        "--mark-pending",
                        "VERSION",
                        "This version was taken back by hand: write that, and run nothing.");
    }

    @Override
    Ending change(Migrator.Builder migrator) {
        var confirm = yes.getAsBoolean() ? Confirm.YES : Confirm.NO;
        var outcome = migrator.build().repair(confirm, new Marks(applied.get(), pending.get()));
        return new Ending(outcome.toReport(), outcome.exit());
    }
}
