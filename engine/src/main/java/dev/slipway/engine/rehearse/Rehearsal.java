package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.Compat;
import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.compat.OldSql;
import dev.slipway.engine.copy.Progress;
import dev.slipway.engine.down.Conclusion;
import dev.slipway.engine.down.DownAfterUse;
import dev.slipway.engine.down.DownRehearsal;
import dev.slipway.engine.down.RehearsedDown;
import dev.slipway.engine.rollback.DrilledBackup;
import dev.slipway.engine.rollback.Observations;
import dev.slipway.engine.rollback.OldCode;
import dev.slipway.engine.rollback.WayBack;
import dev.slipway.engine.rollback.WaysBack;
import dev.slipway.engine.start.Candidate;
import dev.slipway.engine.start.Side;
import dev.slipway.engine.start.StartOutcome;
import dev.slipway.engine.start.Started;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Listener;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.OutOfOrder;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.SchemaProof;
import dev.slipway.migrate.Status;
import dev.slipway.migrate.TableName;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.MigrationSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Runs the pending migrations on a copy, as they will run, and watches.
///
/// The copy is changed: give one that can be thrown away, to which nobody else is connected.
public final class Rehearsal {

    /// Nobody else uses the copy but the server's own vacuum, which gives way after a second.
    private static final Duration ALONE = Duration.ofMinutes(1);

    /// What reports call an old version of which only that is known.
    private static final String UNNAMED = "the old version";

    private static final String SEARCH =
            """
            select set_config('search_path',
                              concat_ws(', ', quote_ident(?), nullif(current_setting('search_path'), '')),
                              false)
            """;

    private final DatabaseUrl copy;
    private final MigrationSet migrations;
    private final Optional<String> schema;
    private final String table;
    private final Ahead ahead;
    private final OutOfOrder outOfOrder;
    private final Optional<OldSql> oldSql;
    private final String oldVersion;
    private final Optional<String> newVersion;
    private final Optional<DrilledBackup> backup;
    private final boolean down;
    private final Yardstick yardstick;
    private final Optional<String> role;
    private final Optional<Candidate> oldCommand;
    private final Optional<Candidate> newCommand;
    private final Progress progress;

    private Rehearsal(Builder builder) {
        copy = Objects.requireNonNull(builder.copy, "a rehearsal needs a copy");
        migrations = Objects.requireNonNull(builder.migrations, Builder.NO_SET);
        schema = builder.schema;
        table = builder.table.orElseGet(migrations.format()::defaultTable);
        ahead = builder.ahead;
        outOfOrder = builder.outOfOrder;
        oldSql = builder.oldSql;
        oldVersion = builder.oldVersion;
        newVersion = builder.newVersion;
        backup = builder.backup;
        down = builder.down;
        yardstick = builder.yardstick;
        role = builder.role;
        oldCommand = builder.oldCommand;
        newCommand = builder.newCommand;
        progress = builder.progress;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// @throws RehearseException when the copy cannot be rehearsed on
    /// @throws dev.slipway.migrate.format.MigrationFolderException when a file says something that
    ///   is not understood
    /// @throws dev.slipway.engine.compat.CompatException when the old SQL cannot be planned
    /// @throws dev.slipway.migrate.MigrateException when the copy cannot be asked
    public RehearsalResult run() {
        var status = migrator(copy, Listener.NONE).status();
        measured(status);
        if (status.pending().isEmpty() || !needsAnother(status)) {
            return result(status, watched(), Optional.empty(), Starts.NONE, withoutScripts(status));
        }
        var compat = oldSql.map(sql -> onCopy(connection -> Compat.before(connection, sql)));
        try (var pristine = Pristine.of(copy)) {
            var run = watched();
            if (!(run instanceof Run.Ended)) {
                return result(status, run, Optional.empty(), Starts.NONE, List.of());
            }
            var judged = compat.map(before -> judged(before, pristine));
            var starts = oldCommand.map(old -> trials().old(old, pristine.url()));
            var downs = downs(status, pristine);
            return newCommand
                    .map(it -> started(it, status, run, judged, starts.orElse(Starts.NONE), downs))
                    .orElseGet(
                            () -> result(status, run, judged, starts.orElse(Starts.NONE), downs));
        }
    }

    /// Whether something has to be looked at that the migrations have not changed, or that may be
    /// changed after them.
    private boolean needsAnother(Status status) {
        return oldSql.isPresent()
                || oldCommand.isPresent()
                || newCommand.isPresent()
                || triesDowns(status);
    }

    private StartTrials trials() {
        return new StartTrials(copy, schema, role);
    }

    /// With the new version, and with what the down scripts do to the data that it writes.
    private RehearsalResult started(
            Candidate candidate,
            Status status,
            Run run,
            Optional<CompatResult> compat,
            Starts starts,
            List<RehearsedDown> downs) {
        progress.begins("Starting the new version");
        try (var twin = trials().twin(copy)) {
            var next = new Started(Side.NEW, Side.NEW, candidate.start(twin.url()));
            twin.disconnect();
            boolean wrote = !(next.outcome() instanceof StartOutcome.NotReady);
            var again =
                    wrote && triesDowns(status)
                            ? downAfterUse(status, twin.url()).run(downs)
                            : downs;
            return result(status, run, compat, starts.with(next), again);
        }
    }

    private boolean triesDowns(Status status) {
        return down && DownRehearsal.isPossible(migrations, status.pending());
    }

    private List<RehearsedDown> withoutScripts(Status status) {
        return down ? DownRehearsal.withoutScripts(migrations, status.pending()) : List.of();
    }

    /// Leaves the pristine copy at the last migration but one.
    private List<RehearsedDown> downs(Status status, Pristine pristine) {
        if (!triesDowns(status)) {
            return withoutScripts(status);
        }
        return downRehearsal(status, pristine.url()).run(status.pending());
    }

    private DownRehearsal downRehearsal(Status status, DatabaseUrl url) {
        return new DownRehearsal(
                url,
                migrations,
                history(status, url),
                schema,
                this::builder,
                Pristine::twin,
                progress);
    }

    private DownAfterUse downAfterUse(Status status, DatabaseUrl used) {
        return new DownAfterUse(
                copy, used, history(status, used), this::builder, Pristine::twin, progress);
    }

    private HistoryTable history(Status status, DatabaseUrl url) {
        return new HistoryTable(url.database(), status.schema(), table);
    }

    private Run watched() {
        try (var watch = new Watch(copy, TableName.parse(table).table())) {
            return switch (migrator(copy, watch).migrate()) {
                case Outcome.Done _ -> new Run.Ended(watch.seen());
                case Outcome.Failed failed ->
                        new Run.Failed(watch.seen(), FailedStatement.of(failed));
                case Outcome.Refused _ -> new Run.Refused();
                case Outcome.Locked(var holder) ->
                        throw new RehearseException(
                                "somebody else migrates %s: %s; rehearse on a copy of its own"
                                        .formatted(
                                                copy,
                                                holder.map(Object::toString).orElse("unknown")));
            };
        }
    }

    private CompatResult judged(Compat compat, Pristine pristine) {
        var result = onCopy(compat::after);
        if (result.broken().isEmpty() && result.atRisk().isEmpty()) {
            return result;
        }
        var blame = compat.blame(result);
        try (var again = Pristine.twin(pristine.url())) {
            var outcome = migrator(again.url(), blame).migrate();
            if (!(outcome instanceof Outcome.Done)) {
                throw new RehearseException(
                        "the migrations ran on %s and not on %s, its copy, so what breaks the old version cannot be found: %s"
                                .formatted(copy, again.url(), outcome));
            }
            return blame.blamed();
        }
    }

    private RehearsalResult result(
            Status status,
            Run run,
            Optional<CompatResult> compat,
            Starts starts,
            List<RehearsedDown> downs) {
        var code = oldCode(run, compat, starts);
        var ran = run instanceof Run.Ended ? downs : List.<RehearsedDown>of();
        var scripts = new Conclusion(ran).scripts();
        int pending = status.pending().size();
        var ways = WaysBack.of(new Observations(oldVersion, pending, code, scripts, backup, false));
        return new RehearsalResult(
                oldVersion,
                status,
                run,
                compat,
                ran,
                ways,
                measured(status),
                starts,
                proof(status, ways, starts));
    }

    private Optional<SchemaProof> proof(Status status, WaysBack ways, Starts starts) {
        if (status.pending().isEmpty()
                || oldVersion.equals(UNNAMED)
                || !(ways.recommended() instanceof WayBack.CodeOnly)) {
            return Optional.empty();
        }
        var files =
                migrations.migrations().stream()
                        .filter(migration -> status.pending().contains(migration.version()))
                        .map(SchemaProof.File::of)
                        .toList();
        var versions =
                Stream.concat(
                                Stream.of(oldVersion),
                                newVersion.filter(_ -> starts.proveTheNewVersion()).stream())
                        .toList();
        var now = OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(new SchemaProof(files, versions, now));
    }

    private OldCode oldCode(Run run, Optional<CompatResult> compat, Starts starts) {
        return run instanceof Run.Ended
                ? new OldCodeSeen(compat, starts, oldVersion, migrations.format()).oldCode()
                : new OldCode.Unknown("the migrations did not run to their end");
    }

    private Yardstick measured(Status status) {
        return yardstick.of(migrations, status.pending());
    }

    private Migrator migrator(DatabaseUrl database, Listener listener) {
        return builder(database).listener(listener).build();
    }

    private Migrator.Builder builder(DatabaseUrl database) {
        var builder =
                Migrator.builder()
                        .database(database)
                        .migrations(migrations)
                        .table(table)
                        .ahead(ahead)
                        .outOfOrder(outOfOrder)
                        .lockTimeout(ALONE);
        schema.ifPresent(builder::schema);
        role.ifPresent(builder::role);
        return builder;
    }

    private <T> T onCopy(Work<T> work) {
        try (var connection = copy.connect("slipway rehearsal")) {
            if (schema.isPresent()) {
                try (var search = connection.prepareStatement(SEARCH)) {
                    search.setString(1, schema.get());
                    search.execute();
                }
            }
            return work.on(connection);
        } catch (SQLException e) {
            throw new RehearseException("cannot ask the copy " + copy, e);
        }
    }

    private interface Work<T> {
        T on(Connection connection);
    }

    /// Says what to rehearse; the copy and the migrations must be given.
    public static final class Builder {

        private static final String NO_SET = "a rehearsal needs migrations";

        /// The copy, one that is not migrated, and a twin of either.
        private static final int WITH_ANOTHER = 3;

        /// Those two, what the new version left, and a twin of that.
        private static final int AFTER_USE = 4;

        private @Nullable DatabaseUrl copy;
        private @Nullable MigrationSet migrations;
        private Optional<String> schema = Optional.empty();
        private Optional<String> table = Optional.empty();
        private Ahead ahead = Ahead.REFUSE;
        private OutOfOrder outOfOrder = OutOfOrder.REFUSE;
        private Optional<OldSql> oldSql = Optional.empty();
        private String oldVersion = UNNAMED;
        private Optional<String> newVersion = Optional.empty();
        private Optional<DrilledBackup> backup = Optional.empty();
        private boolean down = true;
        private Yardstick yardstick = Yardstick.COPY;
        private Optional<String> role = Optional.empty();
        private Optional<Candidate> oldCommand = Optional.empty();
        private Optional<Candidate> newCommand = Optional.empty();
        private Progress progress = Progress.UNHEARD;

        private Builder() {}

        /// A database that may be changed, of a server on which another may be created.
        public Builder copy(DatabaseUrl url) {
            copy = url;
            return this;
        }

        public Builder migrations(MigrationSet set) {
            migrations = set;
            return this;
        }

        /// As for [Migrator.Builder#schema].
        public Builder schema(String name) {
            schema = Optional.of(name);
            return this;
        }

        /// As for [Migrator.Builder#table].
        public Builder table(String name) {
            table = Optional.of(name);
            return this;
        }

        /// As for [Migrator.Builder#ahead].
        public Builder ahead(Ahead policy) {
            ahead = policy;
            return this;
        }

        /// As for [Migrator.Builder#outOfOrder].
        public Builder outOfOrder(OutOfOrder policy) {
            outOfOrder = policy;
            return this;
        }

        /// What the old version sends. Without it nobody can say whether going back is code only.
        public Builder oldSql(OldSql sql) {
            oldSql = Optional.of(sql);
            return this;
        }

        /// As reports shall call it, such as `1.0.0`.
        public Builder oldVersion(String name) {
            oldVersion = name;
            return this;
        }

        /// As the proof shall call it, should it be started and pass its checks.
        public Builder newVersion(String name) {
            newVersion = Optional.of(name);
            return this;
        }

        /// The backup that the copy was restored from, if that was a drill.
        public Builder backup(DrilledBackup drilled) {
            backup = Optional.of(drilled);
            return this;
        }

        /// Whether to take the migrations back on copies as well, and find out what that loses: yes
        /// unless told. It copies the copy once for every migration.
        public Builder down(boolean tried) {
            down = tried;
            return this;
        }

        /// What the findings are measured by. Default: the copy alone.
        public Builder yardstick(Yardstick measure) {
            yardstick = measure;
            return this;
        }

        /// As for [Migrator.Builder#role]: whose rights are rehearsed.
        public Builder role(String name) {
            role = Optional.of(name);
            return this;
        }

        /// How to start the old version: on the old schema to measure by, and on the new one.
        public Builder oldCommand(Candidate version) {
            oldCommand = Optional.of(version);
            return this;
        }

        /// How to start the new version, on the new schema: the down scripts are then tried on the
        /// data that it writes as well.
        public Builder newCommand(Candidate version) {
            newCommand = Optional.of(version);
            return this;
        }

        /// Who hears what comes after the migrations, which may take longer than they. Default:
        /// nobody.
        public Builder progress(Progress heard) {
            progress = heard;
            return this;
        }

        /// How many databases as large as the copy there will be at once, itself included.
        public int databases() {
            boolean downs =
                    down && DownRehearsal.isPossible(Objects.requireNonNull(migrations, NO_SET));
            if (newCommand.isPresent() && downs) {
                return AFTER_USE;
            }
            boolean another =
                    downs || oldSql.isPresent() || oldCommand.isPresent() || newCommand.isPresent();
            return another ? WITH_ANOTHER : 1;
        }

        public Rehearsal build() {
            return new Rehearsal(this);
        }
    }
}
