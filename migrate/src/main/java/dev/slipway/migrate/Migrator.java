package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Signature;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Settings;
import dev.slipway.migrate.sql.Write;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Brings a database to the state of a set of migrations, and says where it stands.
///
/// A service calls [#migrate()] in its `main` before it serves. Any number of replicas may call it
/// at once: each migration runs once, under a lock in the database that a dead process does not
/// keep. Safe to use from one thread at a time; holds no connection between calls.
public final class Migrator {

    private final Target target;
    private final Optional<String> stopAt;
    private final Ahead ahead;
    private final OutOfOrder outOfOrder;
    private final Duration wait;
    private final Limits limits;
    private final Listener listener;
    private final Optional<SchemaProof> proof;

    private Migrator(Builder builder) {
        target = builder.target();
        stopAt = builder.stopAt;
        ahead = builder.ahead;
        outOfOrder = builder.outOfOrder;
        wait = builder.wait;
        limits = new Limits(builder.lockTimeout, builder.lockBudget, builder.waitOldTransactions);
        listener = builder.listener;
        proof = builder.proof;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// Looks, and changes nothing.
    ///
    /// @throws MigrateException when the database cannot be asked
    public Status status() {
        var begun = target.begun();
        try (var work = begun.connect()) {
            return begun.look(work, outOfOrder).status(ahead);
        } catch (SQLException e) {
            throw MigrateException.failed("asking " + target + " where it stands", e);
        }
    }

    /// Applies what is pending, in order. With nothing pending, and nothing to remember that
    /// another tool applied, it takes no lock.
    ///
    /// @throws MigrateException when the database cannot be asked, or what it would say is unknown
    public Outcome migrate() {
        var begun = target.begun();
        try (var work = begun.connect()) {
            var first = begun.look(work, outOfOrder);
            var refused = refused(first);
            if (refused.isPresent()) {
                return refused.get();
            }
            return nothingToDo(first)
                    ? new Outcome.Done(List.of())
                    : terms().underLock(
                                    work,
                                    first,
                                    "nothing was applied",
                                    this::underLock,
                                    Outcome.Locked::new);
        } catch (SQLException e) {
            throw MigrateException.failed("migrating " + target, e);
        }
    }

    private Optional<Outcome> refused(Look look) {
        var status = look.status(ahead);
        if (!status.mayMigrate()) {
            return Optional.of(new Outcome.Refused(status));
        }
        return proof.map(told -> new ProofFit(told, look, due(look)).misfits())
                .filter(misfits -> !misfits.isEmpty())
                .map(misfits -> new Outcome.Refused(status.with(misfits)));
    }

    private boolean nothingToDo(Look look) {
        return due(look).isEmpty()
                && !look.isBookBehind()
                && look.absent().isEmpty()
                && !look.set().callbacks().always()
                && proof.isEmpty();
    }

    /// Says what [#migrate()] would run; changes and locks nothing.
    ///
    /// @throws MigrateException when the database cannot be asked
    public Preview preview() {
        var begun = target.begun();
        try (var work = begun.connect()) {
            var look = begun.look(work, outOfOrder);
            return new Preview(look.status(ahead), due(look));
        } catch (SQLException e) {
            throw MigrateException.failed("asking " + target + " what is pending", e);
        }
    }

    /// Finds out, changing and locking nothing, whether the role may do what the pending migrations
    /// need.
    ///
    /// @throws MigrateException when the database cannot be asked
    public Verification verify() {
        var begun = target.begun();
        try (var work = begun.connect()) {
            var look = begun.look(work, outOfOrder);
            return Verification.of(work, look, due(look), look.status(ahead));
        } catch (SQLException | MigrateException e) {
            return Verification.refused(target, e)
                    .orElseThrow(() ->
                            e instanceof MigrateException told
                                    ? told
                                    : MigrateException.failed(
                                            "asking " + target + " what is permitted",
                                            (SQLException) e));
        }
    }

    private Outcome underLock(Connection work, Look first, MigrationLock lock) throws SQLException {
        var refused = refused(first);
        if (refused.isPresent()) {
            return refused.get();
        }
        var due = due(first);
        due.forEach(Migration::statements);
        due.forEach(migration -> limits.in(migration.up()));
        var waiting = new Patience(work, first.around().pid(), lock, listener, limits);
        var around =
                new AroundMigrations(
                        first.set().callbacks(), listener, waiting.telling(Listener.NONE));
        var now = around.connects() ? again(work, first) : first;
        var book = now.open(work);
        var patience = waiting.telling(around);
        var applied = new ArrayList<Applied>();
        around.begins();
        for (var migration : due) {
            around.comesTo(migration);
            if (!lock.alive()) {
                throw new MigrateException(
                        "the session that held the migration lock was ended before "
                                + migration.file()
                                + ": run again once no other migration is running");
            }
            var recording = new Recording.Up(now.history(), book, migration);
            var result =
                    patience.run(migration, migration.up(), recording, now.progress(migration));
            if (result instanceof Patience.Result.Committed committed) {
                var one = new Applied(migration, committed.took());
                applied.add(one);
                listener.migrationEnds(one);
            } else {
                var failed = (Patience.Result.Failed) result;
                return new Outcome.Failed(
                        applied,
                        migration,
                        failed.at(),
                        failed.error(),
                        failed.hint() + around.fails());
            }
        }
        around.ends(!applied.isEmpty());
        keepProof(work, now, book);
        return new Outcome.Done(applied);
    }

    /// Of what is applied by now, whoever applied it.
    private void keepProof(Connection work, Look look, Optional<Book> book) throws SQLException {
        if (proof.isEmpty() || book.isEmpty()) {
            return;
        }
        var applied = look.history().read(work).digest();
        Write.send(work, proof.get().kept(book.get(), applied));
    }

    /// What the role may do that a script put in our place; the history is where it was.
    private Look again(Connection work, Look first) throws SQLException {
        var now = look(work);
        return now.table().equals(first.table()) ? now : first;
    }

    /// Takes back the newest applied migration: exactly one.
    ///
    /// Its script comes from the file or, if that is gone, from the bookkeeping. Before it runs for
    /// good it is tried, and nothing is changed if it destroys data and `policy` refuses that.
    ///
    /// @throws MigrateException when the database cannot be asked, or what it would say is unknown
    public DownOutcome down(DataLoss policy) {
        return new Down(terms(), policy).run();
    }

    /// Shows what is wrong and what it would change about it; changes it when `confirm` says so.
    ///
    /// @throws MigrateException when the database cannot be asked, or what it would say is unknown
    public RepairOutcome repair(Confirm confirm, Marks marks) {
        return new Repair(terms(), ahead, confirm, marks).run();
    }

    /// Adopts a database that has tables and no history: every migration up to `version` counts as
    /// applied, and none is run.
    ///
    /// @throws MigrateException when the database cannot be asked, or what it would say is unknown
    public BaselineOutcome baseline(String version) {
        return new Baseline(terms(), version).run();
    }

    /// Tells who applied what, when, from where, and how long it took.
    ///
    /// @throws MigrateException when the database cannot be asked
    public Chronicle history() {
        return terms().connected("reading the history of", work -> chronicle(look(work), work));
    }

    private Chronicle chronicle(Look look, Connection work) throws SQLException {
        var signatures =
                look.book().isPresent()
                        ? look.book().get().signatures(work)
                        : Map.<String, Signature>of();
        return Chronicle.of(look, signatures, target.toString());
    }

    private Terms terms() {
        return new Terms(target, outOfOrder, wait, limits, listener);
    }

    /// What is pending, up to the version to stop at.
    private List<Migration> due(Look look) {
        return stopAt.map(look::pendingUpTo).orElseGet(look::pending);
    }

    private Look look(Connection work) throws SQLException {
        return target.look(work, outOfOrder);
    }

    /// Says what to migrate and how; the database and the migrations must be given.
    public static final class Builder {

        private @Nullable DatabaseUrl database;
        private @Nullable Migrations migrations;
        private Optional<String> schema = Optional.empty();
        private Optional<TableName> table = Optional.empty();
        private Optional<String> role = Optional.empty();
        private String application = "slipway migrate";
        private Pooler pooler = Pooler.NONE;
        private Optional<String> stopAt = Optional.empty();
        private Ahead ahead = Ahead.REFUSE;
        private OutOfOrder outOfOrder = OutOfOrder.REFUSE;
        private Duration wait = Duration.ofMinutes(10);
        private Duration lockTimeout = Duration.ofMillis(500);
        private Duration lockBudget = Duration.ofMinutes(10);
        private Duration waitOldTransactions = Duration.ofMinutes(30);
        private Listener listener = Listener.NONE;
        private Optional<SchemaProof> proof = Optional.empty();

        private Builder() {}

        public Builder database(DatabaseUrl url) {
            database = url;
            return this;
        }

        public Builder migrations(MigrationSet set) {
            migrations = new Migrations.Given(set);
            return this;
        }

        /// A folder whose format is found out from the database and from its files.
        public Builder migrations(Path folder) {
            return migrations(folder, Settings.NONE);
        }

        /// The same, read with what the tool's own configuration sets.
        public Builder migrations(Path folder, Settings settings) {
            migrations = new Migrations.Found(folder, settings, Optional.empty());
            return this;
        }

        /// A folder whose format is told.
        public Builder migrations(Path folder, Settings settings, Format format) {
            migrations = new Migrations.Found(folder, settings, Optional.of(format));
            return this;
        }

        /// Where the migrations run, and the history is unless its table is named with another; the
        /// role's own `search_path` unless told.
        public Builder schema(String name) {
            schema = Optional.of(name);
            return this;
        }

        /// The history table, if it is not called as its format calls it: `table`, or
        /// `schema.table`.
        public Builder table(String name) {
            table = Optional.of(TableName.parse(name));
            return this;
        }

        /// The role to migrate as, by `set role`.
        public Builder role(String name) {
            role = Optional.of(name);
            return this;
        }

        /// How the sessions name themselves to the server, so that they can be told from others.
        public Builder application(String name) {
            application = name;
            return this;
        }

        /// What stands between here and the server, if something does.
        public Builder pooler(Pooler between) {
            pooler = between;
            return this;
        }

        /// The last version to apply.
        public Builder stopAt(String version) {
            stopAt = Optional.of(version);
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

        /// The longest wait of one attempt for locks of the database, all of them together: 500 ms
        /// unless told. What cannot run in a transaction is bounded by [#waitOldTransactions]
        /// alone.
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

        /// How long a statement that cannot run in a transaction, such as `create index
        /// concurrently`, waits for others to end theirs: 30 minutes unless told.
        public Builder waitOldTransactions(Duration longest) {
            waitOldTransactions = longest;
            return this;
        }

        public Builder listener(Listener told) {
            listener = told;
            return this;
        }

        /// What a rehearsal proved, to be kept with the database once these migrations are applied:
        /// nothing is applied if they are not those that were rehearsed.
        public Builder proof(SchemaProof rehearsed) {
            proof = Optional.of(rehearsed);
            return this;
        }

        Target target() {
            return new Target(
                    Objects.requireNonNull(database, "a migrator needs a database"),
                    Objects.requireNonNull(migrations, "a migrator needs migrations"),
                    schema,
                    table,
                    role,
                    application,
                    pooler);
        }

        public Migrator build() {
            return new Migrator(this);
        }
    }
}
