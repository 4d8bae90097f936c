package dev.slipway.migrate;

import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Turns what a person says was done by hand into changes of the history.
record Marking(Look look, Standing standing, Marks marks) {

    /// Why a mark cannot be set, if one cannot.
    Optional<String> refusal() {
        return Stream.concat(
                        marks.applied().stream().map(this::whyNotApplied),
                        marks.pending().stream().map(this::whyNotPending))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> whyNotApplied(String version) {
        var file = file(version);
        if (file.isEmpty()) {
            return Optional.of(
                    "there is no migration "
                            + version
                            + " in "
                            + look.set().origin()
                            + ": name a version that is there");
        }
        if (entry(version).filter(Entry::success).isPresent()) {
            return Optional.of(version + " is applied already, says the history");
        }
        var order = look.set().format().order();
        var before =
                standing.pending().stream()
                        .filter(one -> order.compare(one.version(), version) < 0)
                        .filter(one -> !marks.applied().contains(one.version()))
                        .findFirst();
        return before.filter(one -> standing.keepsOnlyNewest())
                .map(one ->
                        "the history holds only the newest version, so that "
                                + version
                                + " cannot be marked before "
                                + one.version()
                                + ": mark that too");
    }

    private Optional<String> whyNotPending(String version) {
        if (entry(version).isEmpty()) {
            return Optional.of(version + " is not applied, says the history");
        }
        boolean older = !standing.current().equals(Optional.of(version));
        return older && standing.keepsOnlyNewest()
                ? Optional.of(
                        "the history holds only the newest version, so that only "
                                + standing.current().orElse("")
                                + " can be marked as pending")
                : Optional.empty();
    }

    List<Fix> fixes() {
        var fixes = new ArrayList<Fix>();
        marks.applied()
                .forEach(version -> file(version).ifPresent(file -> fixes.add(applied(file))));
        marks.pending()
                .forEach(version -> entry(version).ifPresent(entry -> fixes.add(pending(entry))));
        return fixes;
    }

    private Fix applied(Migration file) {
        var version = file.version();
        var writes = new ArrayList<Write>();
        entry(version)
                .ifPresent(dirty ->
                        writes.addAll(look.history().clean(dirty, standing.before(version))));
        writes.addAll(look.history().applied(file, Duration.ZERO));
        look.book()
                .ifPresent(kept -> {
                    writes.add(kept.appliedAgain(Recording.page(file), Duration.ZERO));
                    writes.add(kept.finished(version));
                });
        return Fix.rows(
                Change.Kind.MARK_APPLIED,
                version,
                file.file() + " was applied by hand, you say",
                "write that it is applied; it is not run",
                writes);
    }

    private Fix pending(Entry entry) {
        var version = entry.version();
        var writes = new ArrayList<>(look.history().reverted(entry, standing.before(version)));
        look.book()
                .ifPresent(kept -> {
                    writes.add(kept.reverted(version));
                    writes.add(kept.finished(version));
                });
        return Fix.rows(
                Change.Kind.MARK_PENDING,
                version,
                version + " was taken back by hand, you say",
                "write that it is not applied; no down script is run",
                writes);
    }

    private Optional<Migration> file(String version) {
        return look.set().migrations().stream()
                .filter(one -> one.version().equals(version))
                .findFirst();
    }

    private Optional<Entry> entry(String version) {
        return standing.entries().values().stream()
                .filter(one -> one.version().equals(version))
                .findFirst();
    }
}
