package dev.slipway.cli;

import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.OutOfOrder;
import picocli.CommandLine.Option;

/// Names the migrations that a command is about, and how strictly to take the history.
final class MigrationOptions extends MigrationFiles {

    @Option(
            names = "--ahead",
            paramLabel = "POLICY",
            converter = AheadConverter.class,
            description =
                    "refuse, tolerate or tolerate-if-proven:VERSION of the service, for migrations in"
                            + " the database that are newer than every file. Default: refuse.")
    private Ahead ahead = Ahead.REFUSE;

    @Option(
            names = "--out-of-order",
            paramLabel = "POLICY",
            description =
                    "refuse or apply pending files that are older than an applied one. Default:"
                            + " refuse.")
    private OutOfOrder outOfOrder = OutOfOrder.REFUSE;

    Ahead ahead() {
        return ahead;
    }

    OutOfOrder outOfOrder() {
        return outOfOrder;
    }

    @Override
    Migrator.Builder migrator(DatabaseOptions database) {
        return super.migrator(database).ahead(ahead).outOfOrder(outOfOrder);
    }
}
