package dev.slipway.cli;

import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.OutOfOrder;
import java.util.Optional;
import java.util.function.Supplier;

/// Names the migrations that a command is about, and how strictly to take the history.
final class MigrationOptions extends MigrationFiles {

    private final Supplier<Optional<Ahead>> ahead;
    private final Supplier<Optional<OutOfOrder>> outOfOrder;

    MigrationOptions(Arguments arguments) {
        super(arguments);
        ahead =
                arguments.option(
                        "--ahead",
                        "POLICY",
                        Ahead.class,
                        "refuse, tolerate or tolerate-if-proven:VERSION of the service, for"
                                + " migrations in the database that are newer than every file."
                                + " Default: refuse.");
        outOfOrder =
                arguments.option(
                        "--out-of-order",
                        "POLICY",
                        OutOfOrder.class,
                        "refuse or apply pending files that are older than an applied one. Default:"
                                + " refuse.");
    }

    Ahead ahead() {
        return ahead.get().orElse(Ahead.REFUSE);
    }

    OutOfOrder outOfOrder() {
        return outOfOrder.get().orElse(OutOfOrder.REFUSE);
    }

    @Override
    Migrator.Builder migrator(DatabaseOptions database) {
        return super.migrator(database).ahead(ahead()).outOfOrder(outOfOrder());
    }
}
