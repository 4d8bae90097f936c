package dev.slipway.service.operations;

import dev.slipway.report.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `config schema`: what may be configured, as JSON Schema.
@Command(
        name = "schema",
        description =
                "Print what may be configured as JSON Schema of 2020-12, with the group and the"
                        + " versions of each key.")
final class ConfigSchemaCommand implements Callable<Integer> {

    private final Service<?> service;
    @Spec private CommandSpec spec;

    ConfigSchemaCommand(Service<?> service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(service.configuration().schema().pretty());
        return Exit.DONE.code();
    }
}
