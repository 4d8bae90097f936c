package dev.slipway.service.operations;

import dev.slipway.migrate.Migrator;
import dev.slipway.report.Exit;
import dev.slipway.service.config.Configuration;
import dev.slipway.service.config.Inputs;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/// The commands that a service's own program has beside serving: `db status`, `db migrate` and `db
/// down`, `config validate`, `config show` and `config schema`, and `check-schema`.
///
/// A `main` asks [#knows] first, and serves where the answer is no. They read the service's
/// configuration as serving does, and migrate with the migrator that serving starts with.
public final class Operations<T extends Record> {

    private static final Set<String> NAMES = Set.of("db", "config", "check-schema");

    /// The driver's own log, which would tell with a stack trace what a message tells; kept, since
    /// a logger that nobody holds forgets its level.
    private static final Logger DRIVER = Logger.getLogger("org.postgresql");

    private final String program;
    private final Configuration<T> configuration;
    private final Function<T, Migrator.Builder> migrator;

    private Operations(
            String program,
            Configuration<T> configuration,
            Function<T, Migrator.Builder> migrator) {
        this.program = program;
        this.configuration = configuration;
        this.migrator = migrator;
    }

    /// @param program what a person types to start the service
    /// @param migrator the one that the service starts with; an `IllegalArgumentException` of it is
    ///   taken for a configuration that does not fit
    public static <T extends Record> Operations<T> of(
            String program,
            Configuration<T> configuration,
            Function<T, Migrator.Builder> migrator) {
        return new Operations<>(program, configuration, migrator);
    }

    /// Whether the arguments name one of these commands.
    public boolean knows(List<String> arguments) {
        return Words.of(arguments).others().stream()
                .findFirst()
                .filter(NAMES::contains)
                .isPresent();
    }

    /// Runs the command that the arguments name. Whatever goes wrong is one sentence in `err`.
    ///
    /// @param inputs with all arguments of the program
    /// @return how the process is to end
    public Exit run(Inputs inputs, PrintWriter out, PrintWriter err) {
        var words = Words.of(inputs.arguments());
        var service = new Service<>(configuration, inputs.withArguments(words.config()), migrator);
        var line = commands(service);
        Help.addTo(line);
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Failures::wrongCommandLine);
        line.setExecutionExceptionHandler(
                (e, command, parsed) -> Failures.toExit(e, service::withoutSecrets, command));
        var level = DRIVER.getLevel();
        DRIVER.setLevel(Level.OFF);
        try {
            return exit(line.execute(words.others().toArray(String[]::new)));
        } finally {
            DRIVER.setLevel(level);
            out.flush();
            err.flush();
        }
    }

    private CommandLine commands(Service<T> service) {
        var db =
                new CommandLine(new DbCommand())
                        .addSubcommand(new DbStatusCommand(service))
                        .addSubcommand(new DbMigrateCommand(service))
                        .addSubcommand(new DbDownCommand(service));
        var config =
                new CommandLine(new ConfigCommand())
                        .addSubcommand(new ConfigValidateCommand(service))
                        .addSubcommand(new ConfigShowCommand(service))
                        .addSubcommand(new ConfigSchemaCommand(service));
        return new CommandLine(new ProgramCommand())
                .setCommandName(program)
                .addSubcommand(db)
                .addSubcommand(config)
                .addSubcommand(new CheckSchemaCommand(service));
    }

    private static Exit exit(int code) {
        return Arrays.stream(Exit.values())
                .filter(exit -> exit.code() == code)
                .findFirst()
                .orElse(Exit.FAILED);
    }
}
