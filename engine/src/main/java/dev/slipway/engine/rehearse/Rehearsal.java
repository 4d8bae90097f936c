package dev.slipway.engine.rehearse;

import dev.slipway.engine.compat.Compat;
import dev.slipway.engine.compat.CompatResult;
import dev.slipway.engine.compat.OldSql;
import dev.slipway.engine.rollback.DrilledBackup;
import dev.slipway.engine.rollback.Observations;
import dev.slipway.engine.rollback.OldCode;
import dev.slipway.engine.rollback.WaysBack;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Listener;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.OutOfOrder;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.Status;
import dev.slipway.migrate.format.MigrationSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs the pending migrations on a copy, as they will run, and watches.
///
/// The copy is changed: give one that can be thrown away, to which nobody else is connected.
public final class Rehearsal {

    /// Nobody else uses the copy but the server's own vacuum, which gives way after a second.
    private static final Duration ALONE = Duration.ofMinutes(1);

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
    private final Optional<DrilledBackup> backup;
    private final Optional<String> role;

    private Rehearsal(Builder builder) {
        copy = Objects.requireNonNull(builder.copy, "a rehearsal needs a copy");
        migrations = Objects.requireNonNull(builder.migrations, "a rehearsal needs migrations");
        schema = builder.schema;
        table = builder.table.orElseGet(migrations.format()::defaultTable);
        ahead = builder.ahead;
        outOfOrder = builder.outOfOrder;
        oldSql = builder.oldSql;
        oldVersion = builder.oldVersion;
        backup = builder.backup;
        role = builder.role;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// @throws RehearseException when the copy cannot be rehearsed on
    /// @throws dev.slipway.engine.compat.CompatException when the old SQL cannot be planned
    /// @throws dev.slipway.migrate.MigrateException when the copy cannot be asked
    public RehearsalResult run() {
        var status = migrator(copy, Listener.NONE).status();
        if (oldSql.isEmpty() || status.pending().isEmpty()) {
            return result(status, watched(), Optional.empty());
        }
        var compat = onCopy(connection -> Compat.before(connection, oldSql.get()));
        try (var pristine = Pristine.of(copy)) {
            var run = watched();
            return result(
                    status,
                    run,
                    run instanceof Run.Ended
                            ? Optional.of(judged(compat, pristine))
                            : Optional.empty());
        }
    }

    private Run watched() {
        try (var watch = new Watch(copy, table)) {
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
        if (result.broken().isEmpty()) {
            return result;
        }
        var blame = compat.blame(result);
        var outcome = migrator(pristine.url(), blame).migrate();
        if (!(outcome instanceof Outcome.Done)) {
            throw new RehearseException(
                    "the migrations ran on %s and not on %s, its copy, so what breaks the old version cannot be found: %s"
                            .formatted(copy, pristine.url(), outcome));
        }
        return blame.blamed();
    }

    private RehearsalResult result(Status status, Run run, Optional<CompatResult> compat) {
        var code =
                compat.map(Rehearsal::oldCode).orElseGet(() -> new OldCode.Unknown(unknown(run)));
        var seen = new Observations(oldVersion, status.pending().size(), code, backup, false);
        return new RehearsalResult(oldVersion, status, run, compat, WaysBack.of(seen));
    }

    private static String unknown(Run run) {
        return run instanceof Run.Ended
                ? "the old version's SQL was not given"
                : "the migrations did not run to their end";
    }

    private static OldCode oldCode(CompatResult compat) {
        if (!compat.broken().isEmpty()) {
            var first = compat.broken().getFirst().statement().source();
            return new OldCode.Breaks(compat.broken().size(), first);
        }
        return compat.checked() == 0
                ? new OldCode.Unknown("none of the old version's statements could be checked")
                : new OldCode.Works(compat.checked());
    }

    private Migrator migrator(DatabaseUrl database, Listener listener) {
        var builder =
                Migrator.builder()
                        .database(database)
                        .migrations(migrations)
                        .table(table)
                        .ahead(ahead)
                        .outOfOrder(outOfOrder)
                        .lockTimeout(ALONE)
                        .listener(listener);
        schema.ifPresent(builder::schema);
        role.ifPresent(builder::role);
        return builder.build();
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

        private @Nullable DatabaseUrl copy;
        private @Nullable MigrationSet migrations;
        private Optional<String> schema = Optional.empty();
        private Optional<String> table = Optional.empty();
        private Ahead ahead = Ahead.REFUSE;
        private OutOfOrder outOfOrder = OutOfOrder.REFUSE;
        private Optional<OldSql> oldSql = Optional.empty();
        private String oldVersion = "the old version";
        private Optional<DrilledBackup> backup = Optional.empty();
        private Optional<String> role = Optional.empty();

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

        /// The backup that the copy was restored from, if that was a drill.
        public Builder backup(DrilledBackup drilled) {
            backup = Optional.of(drilled);
            return this;
        }

        /// As for [Migrator.Builder#role]: whose rights are rehearsed.
        public Builder role(String name) {
            role = Optional.of(name);
            return this;
        }

        public Rehearsal build() {
            return new Rehearsal(this);
        }
    }
}
