package dev.slipway.service.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `db status`: where the database stands against this version's migrations.
@Command(
        name = "status",
        description =
                "Say where the database stands against this version's migrations; change nothing.")
final class DbStatusCommand implements Callable<Integer> {

    private final Service<?> service;
    @Mixin private final AheadOption ahead = new AheadOption();
    @Mixin private final OutputOption output = new OutputOption();

    DbStatusCommand(Service<?> service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        return output.print(
                service.migrating(migrator -> {
                    var status = ahead.set(migrator).build().status();
                    return new Ending(status.toReport(), status.exit());
                }));
    }
}
