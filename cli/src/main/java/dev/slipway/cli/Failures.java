package dev.slipway.cli;

import dev.slipway.engine.compat.OldSqlException;
import dev.slipway.migrate.MigrationFolderException;
import dev.slipway.report.Exit;
import picocli.CommandLine;

/// Turns what the world did wrong into one sentence and an exit code; a person never sees a stack
/// trace unless `SLIPWAY_DEBUG` asks for it.
final class Failures {

    private Failures() {}

    static int toExit(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        command.getErr().println("slipway: " + sentence(e));
        if (System.getenv("SLIPWAY_DEBUG") != null) {
            e.printStackTrace(command.getErr());
        }
        return exit(e).code();
    }

    /// Slipway's own exceptions are written for people; of any other, its kind is worth telling.
    private static String sentence(Exception e) {
        var message = String.valueOf(e.getMessage());
        return e.getClass().getName().startsWith("dev.slipway.")
                ? message
                : message
                        + " ("
                        + e.getClass().getSimpleName()
                        + "; set SLIPWAY_DEBUG=1 to see where)";
    }

    private static Exit exit(Exception e) {
        return e instanceof MigrationFolderException || e instanceof OldSqlException
                ? Exit.USAGE
                : Exit.FAILED;
    }
}
