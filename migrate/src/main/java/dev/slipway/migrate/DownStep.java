package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Booked;
import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.Script;
import dev.slipway.report.Exit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The one migration to take back, and the script that does it.
///
/// It is the newest version that is applied, also where migrations were applied in another order:
/// what depends on another has the newer version.
///
/// @param before the version that is the newest once it is taken back
/// @param migration what to call it, whether its file is still there or not
/// @param kept whether the script comes from the bookkeeping
/// @param begun how far an earlier run of the script came
record DownStep(
        Entry entry,
        Optional<String> before,
        Migration migration,
        Script script,
        boolean kept,
        Optional<Progress> begun) {

    /// What a person is told that it is.
    Reverted taken() {
        return new Reverted(entry.version(), migration.description(), script.file(), kept);
    }

    /// What there is to do.
    sealed interface Choice {

        record Take(DownStep step) implements Choice {}

        record Leave(DownOutcome outcome) implements Choice {}
    }

    static Choice choose(Look look, Connection work) throws SQLException {
        if (look.standing().isEmpty()) {
            return refuse(Exit.USAGE, look.foreign().map(Problem::detail).orElse(""));
        }
        var standing = look.standing().get();
        var newest = standing.current();
        var unfinished =
                standing.problems().stream().filter(one -> isUnfinished(standing, one)).findFirst();
        if (unfinished.isPresent()) {
            return refuse(Exit.DIRTY, unfinished.get().detail());
        }
        return newest.isEmpty()
                ? new Choice.Leave(new DownOutcome.Nothing())
                : choose(look, standing, standing.entry(newest.get()), work);
    }

    /// Whether something is half-done that taking back would not finish.
    private static boolean isUnfinished(Standing standing, Problem problem) {
        boolean halfDone =
                problem.kind() == Problem.Kind.DIRTY || problem.kind() == Problem.Kind.HALF_DONE;
        boolean isOwn =
                problem.version()
                        .filter(version -> standing.current().equals(Optional.of(version)))
                        .filter(version -> standing.entry(version).success())
                        .flatMap(version -> standing.progress(version))
                        .filter(Standing::isHalfDown)
                        .isPresent();
        return halfDone && !isOwn;
    }

    private static Choice choose(Look look, Standing standing, Entry entry, Connection work)
            throws SQLException {
        var file = standing.file(entry.version());
        if (entry.kind() == Entry.Kind.BASELINE) {
            return refuse(
                    Exit.BLOCKED,
                    entry.version()
                            + " is the baseline at which the database was adopted: there is nothing"
                            + " before it to go back to");
        }
        if (entry.kind() == Entry.Kind.CODE
                || file.filter(one -> one.kind() == Migration.Kind.CODE).isPresent()) {
            return refuse(
                    Exit.BLOCKED,
                    name(entry, file)
                            + " is code, which only the service's own program can take back");
        }
        boolean changed = standing.has(Problem.Kind.CHANGED, entry.version());
        var text = changed ? Optional.<String>empty() : file.flatMap(Migration::downText);
        boolean kept = text.isEmpty();
        var booked = standing.booked(entry.version());
        if (kept && booked.isPresent()) {
            text = new Book(look.table().sql()).down(work, entry.version());
        }
        var name = file.map(Migration::file).or(() -> booked.map(Booked::file)).orElse("");
        var set = look.set();
        var script = text.flatMap(some -> set.format().down(name, some, set.settings()));
        if (script.isEmpty() || script.get().statements().isEmpty()) {
            return refuse(Exit.BLOCKED, missing(name(entry, file), changed, script.isPresent()));
        }
        return take(standing, entry, script.get(), kept);
    }

    private static Choice take(Standing standing, Entry entry, Script script, boolean kept) {
        var begun =
                standing.progress(entry.version())
                        .filter(at -> at.direction() == Progress.Direction.DOWN);
        var other = begun.filter(at -> !at.fingerprint().equals(Recording.fingerprint(script)));
        var stuck = other.filter(Standing::isHalfDown);
        if (stuck.isPresent()) {
            return refuse(Exit.DIRTY, begunOtherwise(script, stuck.get()));
        }
        var migration =
                new Migration(
                        entry.version(),
                        description(standing, entry),
                        script.file(),
                        Migration.Kind.VERSIONED,
                        entry.checksum().orElse(""),
                        script,
                        Optional.of(script.text()));
        var at = begun.map(one -> other.isPresent() ? restarted(one) : one);
        return new Choice.Take(
                new DownStep(entry, standing.before(entry.version()), migration, script, kept, at));
    }

    /// A tool that keeps no description has it in the name of its file, which the bookkeeping
    /// knows.
    private static String description(Standing standing, Entry entry) {
        return entry.description().isEmpty()
                ? standing.booked(entry.version()).map(Booked::description).orElse("")
                : entry.description();
    }

    private static String begunOtherwise(Script script, Progress progress) {
        return script.file()
                + " was begun with another text, of which "
                + Counts.of(progress.done(), "statement is", "statements are")
                + " done: bring that text back, or see what slipway db repair would do";
    }

    /// What failed at its first statement with another text begins anew.
    private static Progress restarted(Progress earlier) {
        return new Progress(
                earlier.direction(), earlier.fingerprint(), 0, false, List.of(), Optional.empty());
    }

    private static String missing(String name, boolean changed, boolean empty) {
        var why =
                empty
                        ? " has a down script without a statement"
                        : changed
                                ? " has changed since it was applied, and the bookkeeping does not"
                                        + " hold its down script"
                                : " has no down script, neither as a file nor in the bookkeeping";
        return name
                + why
                + ": write one, or take it back by hand and say so with slipway db repair"
                + " --mark-pending";
    }

    private static String name(Entry entry, Optional<Migration> file) {
        var description = entry.description().isEmpty() ? "" : " (" + entry.description() + ")";
        return file.map(Migration::file).orElse(entry.version() + description);
    }

    private static Choice refuse(Exit exit, String why) {
        return new Choice.Leave(new DownOutcome.Refused(exit, why));
    }
}
