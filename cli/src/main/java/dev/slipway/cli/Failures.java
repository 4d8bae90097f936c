package dev.slipway.cli;

import dev.slipway.engine.compat.OldSqlException;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.report.Exit;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import picocli.CommandLine;

/// Turns what the world did wrong into one sentence and an exit code; a person never sees a stack
/// trace unless `SLIPWAY_DEBUG` asks for it.
final class Failures {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String DENIED = ": slipway db verify names what this role lacks";

    private Failures() {}

    static int toExit(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        boolean denied = isDenied(e, command);
        command.getErr().println("slipway: " + sentence(e) + (denied ? DENIED : ""));
        if (System.getenv("SLIPWAY_DEBUG") != null) {
            e.printStackTrace(command.getErr());
        }
        return (denied ? Exit.BLOCKED : exit(e)).code();
    }

    /// Whether the database refuses the role that a command works as there.
    private static boolean isDenied(Exception e, CommandLine command) {
        return command.getCommandSpec().qualifiedName().startsWith("slipway db ")
                && e.getCause() instanceof SQLException server
                && INSUFFICIENT_PRIVILEGE.equals(server.getSQLState());
    }

    /// Slipway's own exceptions are written for people; of any other, its kind is worth telling.
    private static String sentence(Exception e) {
        var message = String.valueOf(e.getMessage());
        return e.getClass().getName().startsWith("dev.slipway.")
                ? message + because(message, Optional.ofNullable(e.getCause()))
                : message
                        + " ("
                        + e.getClass().getSimpleName()
                        + "; set SLIPWAY_DEBUG=1 to see where)";
    }

    /// What the world said, unless the message tells it already.
    private static String because(String message, Optional<Throwable> cause) {
        return cause.map(Failures::reason)
                .filter(reason -> !message.contains(reason))
                .map(reason -> ": " + reason)
                .orElse("");
    }

    /// The message of what goes wrong with a file is often no more than its name.
    private static String reason(Throwable cause) {
        return switch (cause) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NoSuchFileException missing -> missing.getFile() + " is not there";
            case FileAlreadyExistsException other -> other.getFile() + " is in the way";
            case PSQLException server when server.getServerErrorMessage() != null ->
                    String.valueOf(server.getServerErrorMessage().getMessage());
            default -> String.valueOf(cause.getMessage());
        };
    }

    private static Exit exit(Exception e) {
        return e instanceof MigrationFolderException
                        || e instanceof ConfigurationException
                        || e instanceof OldSqlException
                ? Exit.USAGE
                : Exit.FAILED;
    }
}
