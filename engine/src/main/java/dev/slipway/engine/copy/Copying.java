package dev.slipway.engine.copy;

import dev.slipway.engine.backup.Backup;
import dev.slipway.engine.drill.Drill;
import dev.slipway.engine.drill.DrillResult;
import dev.slipway.engine.postgres.PgTools;
import dev.slipway.engine.postgres.ToolRun;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/// The making of one copy on a site.
///
/// @param role to migrate as, if one is told
/// @param limit for the dump and for the restoring, each
record Copying(
        Site site,
        Ground ground,
        Optional<String> role,
        Optional<Masking> masking,
        Duration limit,
        Progress progress) {

    Copy from(Origin origin) {
        return switch (origin) {
            case Origin.Live(var source, var withoutRows) -> live(Source.of(source), withoutRows);
            case Origin.Shape shape -> shape(shape, Source.of(shape.source()));
            case Origin.Backup(var path) ->
                    backup(DumpFile.of(NewestBackup.of(path), site.scratch()));
            case Origin.Nothing(var base) -> nothing(base);
        };
    }

    /// Only the whole of a primary, untouched, can be proven equal.
    private Copy live(Source source, Collection<String> withoutRows) {
        return withoutRows.isEmpty() && masking.isEmpty() && !source.replica()
                ? drilled(source)
                : dumped(source, withoutRows);
    }

    private Copy drilled(Source source) {
        var scaffold = begin(source);
        var backup =
                growing(
                        "Backing up " + source.url(),
                        () -> Backup.take(source.url(), dump(), limit));
        var began = System.nanoTime();
        var run = restored("the backup", source, () -> restoring().archive(backup.file()));
        var took = Duration.ofNanos(System.nanoTime() - began);
        var drill = Drill.proven(backup, copy(), run, took);
        ground.finish(scaffold);
        return copy(roleOf(source), Optional.of(drill));
    }

    /// How much the rows that stay behind would need, nobody knows.
    private Copy dumped(Source source, Collection<String> withoutRows) {
        var scaffold = withoutRows.isEmpty() ? begin(source) : prepare(source);
        growing(
                "Dumping " + source.url(),
                () -> dumping(source).rows(dump(), List.copyOf(withoutRows)));
        require(restored("the dump", source, () -> restoring().archive(dump())));
        ground.finish(scaffold);
        return masked(roleOf(source));
    }

    private Copy shape(Origin.Shape shape, Source source) {
        var scaffold = prepare(source);
        progress.begins("Dumping the structure of " + source.url());
        var history = site.scratch().resolve("history.dump");
        dumping(source).structure(dump());
        boolean any = dumping(source).history(history, shape.historySchema(), shape.historyTable());
        progress.begins("Restoring the structure on a scratch server");
        require(restoring().archive(dump()));
        if (any) {
            require(restoring().rows(history));
        }
        ground.finish(scaffold);
        return masked(roleOf(source));
    }

    private Copy backup(DumpFile dump) {
        site.requireRoom(0, dump.path().toFile().length());
        site.begin(OptionalInt.of(dump.major()));
        ground.createDatabase();
        if (site.isOurs()) {
            ground.createRoles(roles(dump));
        }
        try (var _ = Growth.of(progress, "Restoring " + dump.path(), ground::size, 0)) {
            require(dump.restore(restoring()));
        }
        return masked(ownRole());
    }

    private Copy nothing(Optional<Base> base) {
        site.begin(OptionalInt.empty());
        ground.createDatabase();
        var as = ownRole();
        base.ifPresent(it -> {
            progress.begins("Applying the files up to " + it.version());
            it.apply(copy(), as);
        });
        return masked(as);
    }

    private Scaffold begin(Source source) {
        site.requireRoom(Space.ofDump(source.bytes()), source.bytes());
        return prepare(source);
    }

    private Scaffold prepare(Source source) {
        progress.begins("Preparing a server like that of " + source.url());
        site.begin(OptionalInt.of(source.major()));
        return ground.prepare(source, tools());
    }

    /// Whoever would migrate the source; without its roles, only whoever makes the copy can.
    private Optional<String> roleOf(Source source) {
        return site.isOurs() ? role.or(() -> Optional.of(source.url().user())) : Optional.empty();
    }

    /// Where there is no source to ask, the role that is told owns the copy.
    private Optional<String> ownRole() {
        var own = role.filter(_ -> site.isOurs());
        own.ifPresent(ground::createOwner);
        return own;
    }

    private Copy masked(Optional<String> as) {
        masking.ifPresent(it -> {
            progress.begins("Masking the copy with " + it.script());
            it.run(tools(), copy(), limit);
        });
        return copy(as, Optional.empty());
    }

    private Copy copy(Optional<String> as, Optional<DrillResult> drill) {
        return new Copy(copy(), drill, as, ground.notes());
    }

    private <T> T growing(String doing, Supplier<T> dumping) {
        var partial = dump().resolveSibling(dump().getFileName() + ".partial").toFile();
        try (var _ =
                Growth.of(
                        progress,
                        doing,
                        () -> Math.max(partial.length(), dump().toFile().length()),
                        0)) {
            return dumping.get();
        }
    }

    private ToolRun restored(String what, Source source, Supplier<ToolRun> restoring) {
        var doing = "Restoring %s on the server of the copy".formatted(what);
        try (var _ = Growth.of(progress, doing, ground::size, source.bytes())) {
            return restoring.get();
        }
    }

    private static void require(ToolRun run) {
        if (!run.succeeded()) {
            throw new CopyException(
                    "The dump does not restore: %s ended with status %d:%n%s"
                            .formatted(run.tool(), run.status(), run.lastWords()));
        }
    }

    private Set<String> roles(DumpFile dump) {
        try {
            return NamedRoles.in(dump.structure(tools(), site.scratch(), limit));
        } catch (IOException e) {
            throw new CopyException("cannot read the dump " + dump.path(), e);
        }
    }

    private DatabaseUrl copy() {
        return site.url(site.database());
    }

    private Path dump() {
        return site.scratch().resolve("source.dump");
    }

    private Restoring restoring() {
        return new Restoring(tools(), copy(), site.isOurs(), limit);
    }

    private Dumping dumping(Source source) {
        return new Dumping(tools(), source.url(), limit);
    }

    private PgTools tools() {
        return PgTools.forServer(site.major());
    }
}
