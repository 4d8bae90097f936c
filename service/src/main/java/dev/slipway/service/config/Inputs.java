package dev.slipway.service.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a configuration is read from.
///
/// @param arguments `--config FILE` and `--section.key=VALUE`, and nothing else: what else a
///   program takes, it has taken out before
/// @param environment all variables of the process
/// @param directory that paths on the command line and in variables are relative to
/// @param usualFile that is read where no `--config` is given, if it is there
public record Inputs(
        List<String> arguments,
        Map<String, String> environment,
        Path directory,
        Optional<Path> usualFile) {

    public Inputs {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /// Those of this process, without a usual file.
    public static Inputs ofProcess(List<String> arguments) {
        return new Inputs(
                arguments, System.getenv(), Path.of("").toAbsolutePath(), Optional.empty());
    }

    public Inputs withArguments(List<String> others) {
        return new Inputs(others, environment, directory, usualFile);
    }

    public Inputs withUsualFile(Path file) {
        return new Inputs(arguments, environment, directory, Optional.of(file));
    }

    /// Without the values, some of which are secret.
    @Override
    public String toString() {
        return arguments.size() + " arguments and " + environment.size() + " variables";
    }
}
