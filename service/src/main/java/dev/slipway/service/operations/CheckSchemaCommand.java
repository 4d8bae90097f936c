package dev.slipway.service.operations;

import dev.slipway.report.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `check-schema`: whether this version may start on the database as it stands.
@Command(
        name = "check-schema",
        description = {
            "Say in one line whether this version may start on the schema as it stands; change nothing.",
            "For the ExecStartPre of a unit that must not run on an older schema. A role that may read"
                    + " the history is enough."
        },
        footer = {
            "",
            "Exit codes: 0 ready, 5 pending, 6 dirty, 7 ahead, 9 drift, 2 or 3 its",
            "            configuration is wrong, 1 the database cannot be asked."
        })
final class CheckSchemaCommand implements Callable<Integer> {

    private final Service<?> service;
    @Spec private CommandSpec spec;
    @Mixin private final AheadOption ahead = new AheadOption();

    CheckSchemaCommand(Service<?> service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        var ending =
                service.migrating(migrator -> {
                    var status = ahead.set(migrator).build().status();
                    return new Ending(status.toReport(), status.exit());
                });
        spec.commandLine().getOut().println(line(ending));
        return ending.exit().code();
    }

    private String line(Ending ending) {
        var headline = ending.report().headline();
        var wrong = ending.report().verdict().blocking();
        if (wrong.isEmpty()) {
            return ending.exit() == Exit.PENDING
                    ? headline + " Run " + spec.root().name() + " db migrate first."
                    : headline;
        }
        var first = wrong.get(0);
        var more = wrong.size() == 1 ? "" : " (and " + (wrong.size() - 1) + " more)";
        return headline + " " + first.place() + ": " + first.fact() + more;
    }
}
