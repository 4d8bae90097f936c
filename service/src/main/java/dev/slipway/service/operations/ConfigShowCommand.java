package dev.slipway.service.operations;

import dev.slipway.service.config.Effective;
import dev.slipway.service.config.Loaded;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `config show`: what is in force, without secrets, and where each value is from.
@Command(
        name = "show",
        description = {
            "Show the configuration in force, without secrets, and where each value is from.",
            "Where it is invalid, its problems are shown on standard error."
        })
final class ConfigShowCommand implements Callable<Integer> {

    /// What it can be shown as.
    enum Format {
        HUMAN,
        JSON,
        YAML,
        TOML
    }

    private final Service<?> service;
    @Spec private CommandSpec spec;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "human, json, yaml or toml. Default: human.")
    private Format format = Format.HUMAN;

    ConfigShowCommand(Service<?> service) {
        this.service = service;
    }

    @Override
    public Integer call() {
        var loaded = service.load();
        var line = spec.commandLine();
        if (loaded instanceof Loaded.Ready<?> ready) {
            line.getOut().print(text(ready));
        } else {
            line.getErr().print(OutputOption.text(loaded.validation(), OutputOption.Format.HUMAN));
        }
        return loaded.exit().code();
    }

    private String text(Loaded.Ready<?> ready) {
        Effective effective = ready.effective();
        return switch (format) {
            case HUMAN -> OutputOption.text(ready.shown(), OutputOption.Format.HUMAN);
            case JSON -> effective.json();
            case YAML -> effective.yaml();
            case TOML -> effective.toml();
        };
    }
}
