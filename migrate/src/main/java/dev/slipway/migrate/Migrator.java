package dev.slipway.migrate;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Brings a database to the state of a set of migrations, and says where it stands.
///
/// A service calls [#migrate()] in its `main` before it serves. Any number of replicas may call it
/// at once: each migration runs once, under a lock in the database that a dead process does not
/// keep. Safe to use from one thread at a time; holds no connection between calls.
public final class Migrator {

    /// What the next attempt waits for at least, as a multiple of the lock timeout: the queue that
    /// formed behind the last one must have time to pass.
    private static final int PAUSE_FACTOR = 10;

    private static final long OWN_LOCK_SPACE = 0x536c6970L << 32;

    private final DatabaseUrl database;
    private final MigrationSet set;
    private final Optional<String> schema;
    private final String table;
    private final Optional<String> role;
    private final Ahead ahead;
    private final OutOfOrder outOfOrder;
    private final Duration wait;
    private final Duration lockTimeout;
    private final Duration lockBudget;
    private final Listener listener;

    private Migrator(Builder builder) {
        database = required(builder.database, "database");
        set = required(builder.set, "migrations");
        schema = builder.schema;
        table = builder.table;
        role = builder.role;
        ahead = builder.ahead;
        outOfOrder = builder.outOfOrder;
        wait = builder.wait;
        lockTimeout = builder.lockTimeout;
        lockBudget = builder.lockBudget;
        listener = builder.listener;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Looks, and changes nothing.
    ///
    /// @throws MigrateException when the database cannot be asked
    public Status status() {
        try (var work = work()) {
            return look(work).status();
        } catch (SQLException e) {
            throw failed("asking " + database + " where it stands", e);
        }
    }

    /// Applies what is pending, in order. With nothing pending it takes no lock.
    ///
    /// @throws MigrateException when the database cannot be asked, or what it would say is unknown
    public Outcome migrate() {
        try (var work = work()) {
            var first = look(work);
            if (!first.mayRun()) {
                return new Outcome.Refused(first.status());
            }
            return first.pending().isEmpty() ? new Outcome.Done(List.of()) : locked(work, first);
        } catch (SQLException e) {
            throw failed("migrating " + database, e);
        }
    }

    private Outcome locked(Connection work, Look first) throws SQLException {
        try (var connection = connect("slipway migration lock")) {
            var ids = List.of(ownLockId(first), SqlxHistory.lockId(first.around().database()));
            var result = MigrationLock.acquire(connection, ids, wait, listener);
            if (result instanceof MigrationLock.Result.Held held) {
                return underLock(work, held.lock());
            }
            return new Outcome.Locked(((MigrationLock.Result.Refused) result).holder());
        }
    }

    private Outcome underLock(Connection work, MigrationLock lock) throws SQLException {
        var now = look(work);
        if (!now.mayRun()) {
            return new Outcome.Refused(now.status());
        }
        var history = new SqlxHistory(now.around().schema(), table);
        if (!now.around().hasHistory()) {
            history.create(work);
        }
        var applied = new ArrayList<Applied>();
        for (var migration : now.pending()) {
            if (!lock.alive()) {
                throw new MigrateException(
                        "the session that held the migration lock was ended before "
                                + migration.file()
                                + ": run again once no other migration is running");
            }
            var result = untilItHasItsLocks(work, history, migration);
            if (result instanceof Attempt.Result.Committed committed) {
                applied.add(committed.applied());
                listener.migrationEnds(committed.applied());
            } else {
                return failure(applied, migration, result);
            }
        }
        return new Outcome.Done(applied);
    }

    private Attempt.Result untilItHasItsLocks(
            Connection work, SqlxHistory history, Migration migration) {
        long began = System.nanoTime();
        while (true) {
            var result = new Attempt(work, history, listener, migration).run(lockTimeout);
            var pause = pause();
            var spent = Duration.ofNanos(System.nanoTime() - began).plus(pause);
            if (!(result instanceof Attempt.Result.GaveWay gaveWay)
                    || spent.compareTo(lockBudget) > 0) {
                return result;
            }
            listener.givesWay(migration, gaveWay.statement(), pause);
            Pauses.sleep(pause, "waiting to try " + migration.file() + " again");
        }
    }

    private Duration pause() {
        long least = Math.max(1, lockTimeout.toMillis()) * PAUSE_FACTOR;
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(least, least + least / 2 + 1));
    }

    private Outcome failure(List<Applied> applied, Migration migration, Attempt.Result result) {
        if (result instanceof Attempt.Result.GaveWay gaveWay) {
            return new Outcome.Failed(
                    applied,
                    migration,
                    gaveWay.statement().line(),
                    "its locks could not be had within "
                            + lockTimeout.toMillis()
                            + " ms in any attempt of "
                            + lockBudget.toSeconds()
                            + " s",
                    "end the long transactions that use the same tables, or come back in a quieter"
                            + " hour");
        }
        var failed = (Attempt.Result.Failed) result;
        return new Outcome.Failed(applied, migration, failed.line(), failed.error(), failed.hint());
    }

    private long ownLockId(Look look) {
        var crc = new CRC32();
        var name = look.around().schema() + "." + table;
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return OWN_LOCK_SPACE | crc.getValue();
    }

    private Look look(Connection work) throws SQLException {
        var around = Surroundings.read(work, schema, table);
        var foreign = around.foreign(table);
        if (foreign.isPresent()) {
            return new Look(around, Optional.empty(), foreign);
        }
        var rows =
                around.hasHistory()
                        ? new SqlxHistory(around.schema(), table).read(work)
                        : List.<AppliedRow>of();
        return new Look(
                around,
                Optional.of(Standing.of(set.migrations(), rows, outOfOrder)),
                Optional.empty());
    }

    /// What one look at the database showed.
    private final class Look {

        private final Surroundings around;
        private final Optional<Standing> standing;
        private final Optional<Problem> foreign;

        Look(Surroundings around, Optional<Standing> standing, Optional<Problem> foreign) {
            this.around = around;
            this.standing = standing;
            this.foreign = foreign;
        }

        Surroundings around() {
            return around;
        }

        List<Migration> pending() {
            return standing.map(Standing::pending).orElse(List.of());
        }

        boolean mayRun() {
            return standing.isPresent() && status().mayMigrate();
        }

        Status status() {
            return new Status(
                    standing.map(Standing::state).orElse(State.FOREIGN),
                    "sqlx",
                    database.toString(),
                    around.schema(),
                    standing.flatMap(Standing::current),
                    standing.map(Standing::applied).orElse(0),
                    pending().stream().map(Migration::version).toList(),
                    standing.map(Standing::problems).orElse(foreign.stream().toList()),
                    ahead);
        }
    }

    private Connection connect(String name) {
        try {
            return database.connect(name);
        } catch (SQLException e) {
            throw new MigrateException("cannot connect to " + database + ": " + e.getMessage(), e);
        }
    }

    private Connection work() throws SQLException {
        var connection = connect("slipway migrate");
        try {
            new Session(connection).prepare(role, schema);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static MigrateException failed(String doing, SQLException e) {
        return new MigrateException("failed while " + doing + ": " + e.getMessage(), e);
    }

    private static <T> T required(@Nullable T value, String name) {
        return Objects.requireNonNull(value, "a migrator needs " + name);
    }

    /// Says what to migrate and how; the database and the migrations must be given.
    public static final class Builder {

        private @Nullable DatabaseUrl database;
        private @Nullable MigrationSet set;
        private Optional<String> schema = Optional.empty();
        private String table = SqlxHistory.DEFAULT_TABLE;
        private Optional<String> role = Optional.empty();
        private Ahead ahead = Ahead.REFUSE;
        private OutOfOrder outOfOrder = OutOfOrder.REFUSE;
        private Duration wait = Duration.ofMinutes(10);
        private Duration lockTimeout = Duration.ofMillis(500);
        private Duration lockBudget = Duration.ofMinutes(10);
        private Listener listener = Listener.NONE;

        private Builder() {}

        public Builder database(DatabaseUrl url) {
            database = url;
            return this;
        }

        public Builder migrations(MigrationSet migrations) {
            set = migrations;
            return this;
        }

        /// Where the history is and the migrations run; the role's own `search_path` unless told.
        public Builder schema(String name) {
            schema = Optional.of(name);
            return this;
        }

        /// The history table, if it is not called as its format calls it.
        public Builder table(String name) {
            table = name;
            return this;
        }

        /// The role to migrate as, by `set role`.
        public Builder role(String name) {
            role = Optional.of(name);
            return this;
        }

        public Builder ahead(Ahead policy) {
            ahead = policy;
            return this;
        }

        public Builder outOfOrder(OutOfOrder policy) {
            outOfOrder = policy;
            return this;
        }

        /// The longest wait for the migration lock: 10 minutes unless told.
        public Builder wait(Duration longest) {
            wait = longest;
            return this;
        }

        /// The longest wait of one statement for a lock of the database: 500 ms unless told.
        public Builder lockTimeout(Duration longest) {
            if (longest.toMillis() < 1) {
                throw new IllegalArgumentException("a lock timeout of " + longest + " is none");
            }
            lockTimeout = longest;
            return this;
        }

        /// How long to go on trying for a migration's locks: 10 minutes unless told.
        public Builder lockBudget(Duration longest) {
            lockBudget = longest;
            return this;
        }

        public Builder listener(Listener told) {
            listener = told;
            return this;
        }

        public Migrator build() {
            return new Migrator(this);
        }
    }
}
