package dev.slipway.migrate;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.privilege.Missing;
import dev.slipway.migrate.privilege.Privileges;
import dev.slipway.migrate.sql.Write;
import dev.slipway.report.Exit;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What a look before a release found out: whether the pending migrations may be applied as the
/// role that asked.
///
/// @param status absent where the role may not even ask where the database stands
/// @param missing each privilege that is needed and not there, in the order of the files
/// @param unreadable what is wrong with pending files, in one sentence each
/// @param hidden statements of which only running them can tell what they need
public record Verification(
        Optional<Status> status,
        List<Missing> missing,
        List<String> unreadable,
        List<Place> hidden) {

    public Verification {
        missing = List.copyOf(missing);
        unreadable = List.copyOf(unreadable);
        hidden = List.copyOf(hidden);
    }

    static Verification of(Connection work, Look look, List<Migration> due, Status status)
            throws SQLException {
        var privileges = new Privileges(look.around().schema());
        var unreadable = new ArrayList<String>();
        if (!due.isEmpty()) {
            history(look, due, privileges);
        }
        for (var migration : due) {
            try {
                privileges.of(migration);
            } catch (MigrationFolderException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
        var missing = new ArrayList<Missing>();
        if (!due.isEmpty()) {
            look.around().readOnly().ifPresent(why -> missing.add(writing(look, why)));
        }
        if (!due.isEmpty() && isNamesake(look)) {
            missing.add(namesake(look));
        }
        missing.addAll(privileges.missing(work));
        return new Verification(Optional.of(status), missing, unreadable, privileges.hidden());
    }

    private static void history(Look look, List<Migration> due, Privileges privileges) {
        if (look.set().format().isBookkeeping()) {
            switch (look.around().bookkeeping()) {
                case NOT_CREATABLE -> privileges.ofNewBook();
                case READABLE, FORBIDDEN -> privileges.ofBook();
                case KEPT, POSSIBLE -> {}
                case NAMESAKE -> {
                    // Not a matter of privileges: see [#namesake].
                }
            }
            return;
        }
        if (!look.absent().isEmpty()) {
            privileges.ofNewSchemas(look.absent());
        }
        if (look.around().columns(look.table().table()).isEmpty()) {
            privileges.ofNewHistory(look.table());
        } else {
            privileges.ofHistory(look.table(), verbs(look, due));
        }
    }

    /// How the rows of these migrations are written, in SQL's words.
    private static List<String> verbs(Look look, List<Migration> due) {
        var history = look.history();
        return due.stream()
                .flatMap(migration ->
                        Stream.of(
                                history.begins(migration),
                                history.applied(migration, Duration.ZERO),
                                history.failed(migration, Duration.ZERO)))
                .flatMap(List::stream)
                .map(Write::sql)
                .map(sql -> sql.substring(0, sql.indexOf(' ')).toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /// Whether the history would be in a schema that another role takes for its own.
    private static boolean isNamesake(Look look) {
        return look.set().format().isBookkeeping()
                && look.around().bookkeeping() == Surroundings.Bookkeeping.NAMESAKE;
    }

    private static Missing namesake(Look look) {
        return new Missing(
                Place.of("history"),
                "that asks",
                "room for a history",
                "",
                "the schema slipway is " + look.bookkeepingOff().orElse("off"));
    }

    private static Missing writing(Look look, String why) {
        return new Missing(
                Place.of(look.around().database()), "that asks", "right to write", "", why);
    }

    /// What a database that refuses the role itself shows; empty where something else is wrong.
    static Optional<Verification> refused(Target target, Exception e) {
        var sql = e instanceof SQLException told ? told : e.getCause();
        if (!(sql instanceof SQLException cause)
                || !Failure.INSUFFICIENT_PRIVILEGE.equals(cause.getSQLState())) {
            return Optional.empty();
        }
        var missing =
                new Missing(
                        Place.of(target.database().database()),
                        target.role().orElse(target.database().user()),
                        "access",
                        "",
                        "the server says: " + Failure.words(cause));
        return Optional.of(
                new Verification(Optional.empty(), List.of(missing), List.of(), List.of()));
    }

    /// How a command that verifies ends: pending migrations that may be applied are as they should
    /// be before a release.
    public Exit exit() {
        if (!missing.isEmpty()) {
            return Exit.BLOCKED;
        }
        if (!unreadable.isEmpty()) {
            return Exit.USAGE;
        }
        return status.map(Verification::exit).orElse(Exit.BLOCKED);
    }

    private static Exit exit(Status status) {
        var exit = status.exit();
        if (exit != Exit.PENDING) {
            return exit;
        }
        return status.mayMigrate() ? Exit.DONE : Exit.BLOCKED;
    }

    public Report toReport() {
        return new VerificationReport(this).toReport();
    }
}
