package dev.slipway.service.operations;

import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.report.Exit;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine;

/// Turns what went wrong into one sentence and an exit code; nobody sees a stack trace.
final class Failures {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Failures() {}

    static int wrongCommandLine(CommandLine.ParameterException e, String[] args) {
        var command = e.getCommandLine();
        var name = command.getCommandSpec().qualifiedName();
        tell(command, String.valueOf(e.getMessage()));
        command.getErr().println("See '" + name + " --help' for what it takes.");
        return Exit.USAGE.code();
    }

    static int toExit(Exception e, UnaryOperator<String> clean, CommandLine command) {
        tell(command, clean.apply(sentence(e)));
        return exit(e).code();
    }

    private static void tell(CommandLine command, String sentence) {
        var program = command.getCommandSpec().root().name();
        command.getErr().println(program + ": " + sentence);
    }

    /// Slipway's own exceptions are written for people. What another says may be anything: its kind
    /// and where it is from is what helps.
    private static String sentence(Exception e) {
        if (e.getClass().getName().startsWith("dev.slipway.")) {
            return firstLine(String.valueOf(e.getMessage()));
        }
        var where = Arrays.stream(e.getStackTrace()).findFirst();
        return "it failed by a fault of the program, "
                + e.getClass().getSimpleName()
                + where.map(frame -> " in " + frame.getClassName() + ":" + frame.getLineNumber())
                        .orElse("")
                + ": tell its makers";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }

    private static Exit exit(Exception e) {
        if (e instanceof MigrationFolderException) {
            return Exit.USAGE;
        }
        return e instanceof OperationException || isDenied(e) ? Exit.BLOCKED : Exit.FAILED;
    }

    private static boolean isDenied(Exception e) {
        return Optional.ofNullable(e.getCause())
                .filter(SQLException.class::isInstance)
                .map(cause -> ((SQLException) cause).getSQLState())
                .filter(INSUFFICIENT_PRIVILEGE::equals)
                .isPresent();
    }
}
