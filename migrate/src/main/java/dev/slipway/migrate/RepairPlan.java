package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is to be changed in the history and in the book: a function of what was read from them.
final class RepairPlan {

    private final Look look;
    private final Standing standing;
    private final Marks marks;
    private final Optional<Book> book;
    private final List<Fix> fixes = new ArrayList<>();

    private RepairPlan(Look look, Standing standing, Marks marks) {
        this.look = look;
        this.standing = standing;
        this.marks = marks;
        this.book = look.book();
    }

    static List<Fix> of(Look look, Standing standing, Marks marks) {
        var plan = new RepairPlan(look, standing, marks);
        standing.entries().values().stream().filter(plan::isUnmarked).forEach(plan::entry);
        look.set().migrations().stream().filter(plan::isUnmarked).forEach(plan::file);
        var marking = new Marking(look, standing, marks);
        plan.fixes.addAll(marking.fixes());
        return plan.fixes;
    }

    private boolean isUnmarked(Entry entry) {
        return isUnmarked(entry.version());
    }

    private boolean isUnmarked(Migration file) {
        return isUnmarked(file.version());
    }

    private boolean isUnmarked(String version) {
        return !marks.applied().contains(version) && !marks.pending().contains(version);
    }

    private void entry(Entry entry) {
        var version = entry.version();
        if (!entry.success()) {
            add(
                    Change.Kind.DIRTY,
                    version,
                    version + " failed half-way, says the history",
                    "take that mark away, so that the next migrate runs it again",
                    look.history().clean(entry, standing.before(version)));
        }
        standing.progress(version)
                .filter(Standing::isHalfDown)
                .filter(progress -> hasOtherDown(version, progress))
                .ifPresent(progress -> forget(version, "the down script of ", progress));
        var file = standing.file(version);
        if (file.isPresent() && standing.has(Problem.Kind.LINE_ENDINGS, version)) {
            restamp(file.get());
        }
    }

    private boolean hasOtherDown(String version, Progress progress) {
        var set = look.set();
        return standing.file(version)
                .flatMap(file ->
                        file.downText()
                                .flatMap(text ->
                                        set.format().down(file.file(), text, set.settings())))
                .filter(script -> !Recording.fingerprint(script).equals(progress.fingerprint()))
                .isPresent();
    }

    private void restamp(Migration file) {
        var writes = new ArrayList<>(look.history().restamp(file));
        book.ifPresent(kept -> writes.add(kept.restamp(Recording.page(file))));
        add(
                Change.Kind.LINE_ENDINGS,
                file.version(),
                file.file() + " has other line endings than when it was applied",
                "take the checksum that it has now",
                writes);
    }

    /// What was begun with the text that is still there is no damage: migrate goes on with it.
    private void file(Migration file) {
        var version = file.version();
        if (!standing.entries().containsKey(version) && standing.has(Problem.Kind.DIRTY, version)) {
            standing.progress(version).ifPresent(at -> forget(version, "", at));
        }
    }

    private void forget(String version, String what, Progress progress) {
        add(
                Change.Kind.HALF_DONE,
                version,
                what
                        + version
                        + " was begun with another text, of which "
                        + Counts.of(progress.done(), "statement is", "statements are")
                        + " done",
                "forget how far it came, so that the text that is there now runs from its beginning;"
                        + " what was done stays",
                book.map(kept -> List.of(kept.finished(version))).orElse(List.of()));
    }

    private void add(
            Change.Kind kind, String version, String wrong, String remedy, List<Write> writes) {
        fixes.add(Fix.rows(kind, version, wrong, remedy, writes));
    }
}
