package dev.slipway.engine.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The account under which a server of ours runs: PostgreSQL refuses to run as root.
sealed interface Account {

    /// For a program that only answers a question.
    Duration LIMIT = Duration.ofSeconds(10);

    /// `command`, run under this account.
    Command command(Path program, List<String> arguments);

    /// Makes `file` this account's own.
    void give(Path file);

    /// The account to use in this process. Root in a user namespace is preferred over another user:
    /// the files stay ours, and every directory that we can read it can read.
    static Account current() {
        if (!id("-u").equals("0")) {
            return new Ours(List.of());
        }
        var unshare = List.of("unshare", "--user");
        return canRun("unshare", "--user", "true") ? new Ours(unshare) : nobody();
    }

    /// The unprivileged user that every system has.
    static Account nobody() {
        if (!canRun("setpriv", "--version")) {
            throw new PostgresException(
                    "PostgreSQL does not run as root, and neither unshare nor setpriv is there to"
                            + " leave root: apt-get install util-linux, or run as another user");
        }
        return new Nobody(id("-u", "nobody"), id("-g", "nobody"));
    }

    /// This process's user, as itself or, when it is root, hidden in a user namespace.
    record Ours(List<String> prefix) implements Account {
        @Override
        public Command command(Path program, List<String> arguments) {
            return prefixed(prefix, program, arguments);
        }

        @Override
        public void give(Path file) {}
    }

    /// The user `nobody`, for root where user namespaces are forbidden.
    record Nobody(String user, String group) implements Account {
        @Override
        public Command command(Path program, List<String> arguments) {
            var prefix =
                    List.of("setpriv", "--reuid", user, "--regid", group, "--clear-groups", "--");
            return prefixed(prefix, program, arguments);
        }

        @Override
        public void give(Path file) {
            try {
                Files.setAttribute(file, "unix:uid", Integer.valueOf(user));
                Files.setAttribute(file, "unix:gid", Integer.valueOf(group));
            } catch (IOException e) {
                throw new PostgresException(
                        "giving " + file + " to the user nobody failed: " + e.getMessage(), e);
            }
        }
    }

    private static Command prefixed(List<String> prefix, Path program, List<String> arguments) {
        var words = new ArrayList<>(prefix);
        words.add(program.toString());
        words.addAll(arguments);
        return Command.of(words);
    }

    private static String id(String... arguments) {
        var words = new ArrayList<>(List.of("id"));
        words.addAll(List.of(arguments));
        return Command.of(words).run(LIMIT).orThrow("Asking for the user's id").out().strip();
    }

    private static boolean canRun(String... words) {
        try {
            return Command.of(words).run(LIMIT).succeeded();
        } catch (PostgresException e) {
            return false;
        }
    }
}
