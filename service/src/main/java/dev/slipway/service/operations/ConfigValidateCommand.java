package dev.slipway.service.operations;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `config validate`: everything that is wrong with the configuration, in one run.
@Command(
        name = "validate",
        description = {
            "Name everything that is wrong in file, environment and command line, in one run.",
            "Keys that nobody declared are errors with and without --strict."
        })
final class ConfigValidateCommand implements Callable<Integer> {

    private final Service<?> service;

    @Option(
            names = "--strict",
            description =
                    "Also refuse a key that works today and is to be removed in a version to come;"
                            + " without it that is a warning.")
    private boolean strict;

    @Mixin private final OutputOption output = new OutputOption();

    ConfigValidateCommand(Service<?> service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        var loaded = strict ? service.loadStrictly() : service.load();
        return output.print(new Ending(loaded.validation(), loaded.exit()));
    }
}
