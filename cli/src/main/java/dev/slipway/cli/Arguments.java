package dev.slipway.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/// Declares what one command takes, and hands out what the command line says for it.
///
/// What the methods return can be asked once the command line was read, which is when a command
/// runs. Options are declared by calls and not by annotations: to let picocli read those by
/// reflection takes a sixth of the time of `slipway db status` (docs/decisions/0009).
final class Arguments {

    private final CommandSpec command;

    Arguments(CommandSpec command) {
        this.command = command;
    }

    /// An option with a value.
    ///
    /// @param names with their dashes, and a space between them
    <T> Supplier<Optional<T>> option(
            String names, String label, Class<T> type, String... description) {
        var option = add(named(names, type, description).paramLabel(label));
        return () -> value(option, type);
    }

    /// An option with a value, which must be given.
    <T> Supplier<T> required(String name, String label, Class<T> type, String... description) {
        var option = add(named(name, type, description).paramLabel(label).required(true));
        return () -> value(option, type).orElseThrow();
    }

    /// An option that may be given several times.
    Supplier<List<String>> repeatable(String name, String label, String... description) {
        var option =
                add(
                        named(name, List.class, description)
                                .paramLabel(label)
                                .auxiliaryTypes(String.class)
                                .initialValue(List.of()));
        return option::getValue;
    }

    /// An option without a value.
    BooleanSupplier flag(String name, String... description) {
        var option = add(named(name, Boolean.class, description).arity("0"));
        return () -> value(option, Boolean.class).orElse(false);
    }

    /// A parameter that has no name, and must be given.
    <T> Supplier<T> parameter(String label, Class<T> type, String description) {
        var parameter =
                PositionalParamSpec.builder()
                        .paramLabel(label)
                        .type(type)
                        .required(true)
                        .description(description)
                        .build();
        command.addPositional(parameter);
        return () -> value(parameter, type).orElseThrow();
    }

    /// A wrong command line, and what is wrong with it.
    ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }

    /// A wrong command line, and what did not take it.
    ParameterException wrong(Exception refusal) {
        return new ParameterException(command.commandLine(), refusal.getMessage(), refusal);
    }

    private OptionSpec add(OptionSpec.Builder builder) {
        var option = builder.build();
        command.addOption(option);
        return option;
    }

    private static OptionSpec.Builder named(String names, Class<?> type, String... description) {
        return OptionSpec.builder(names.split(" ")).type(type).description(description);
    }

    private static <T> Optional<T> value(ArgSpec argument, Class<T> type) {
        return Optional.ofNullable(type.cast(argument.getValue()));
    }
}
