package dev.slipway.engine.ledger;

import dev.slipway.engine.evidence.EvidenceChain;
import dev.slipway.engine.evidence.Redactor;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The database of releases, and the only truth about how far each one is.
///
/// Reading needs nothing but the ledger. Writing about a release needs the [Lease] of its
/// environment, and goes through a [Journal].
public final class Ledger {

    private static final String APPLICATION = "slipway ledger";
    private static final String MIGRATIONS = "dev/slipway/engine/ledger/migrations";

    private static final String HAS_SCHEMA =
            """
            select to_regnamespace('slipway') is not null
            """;

    /// `if not exists` alone fails when two sessions run it at once.
    private static final String CREATE_SCHEMA =
            """
            do $$
            begin
                perform pg_advisory_xact_lock(hashtextextended('slipway ledger', 0));
                create schema if not exists slipway;
            end
            $$
            """;

    private final DatabaseUrl database;
    private final Clock clock;

    private Ledger(DatabaseUrl database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Opens the ledger in schema `slipway` of a database, and makes it first if it is not there.
    ///
    /// @throws LedgerException when it cannot be reached, or a newer Slipway has changed it
    public static Ledger open(DatabaseUrl database, Clock clock) {
        var ledger = new Ledger(database, clock);
        ledger.ask("creating the schema slipway", Ledger::createSchema);
        var outcome =
                Migrator.builder()
                        .database(database)
                        .schema("slipway")
                        .migrations(
                                MigrationSet.fromClassPath(
                                        Formats.SQLX, Ledger.class.getClassLoader(), MIGRATIONS))
                        .build()
                        .migrate();
        return switch (outcome) {
            case Outcome.Done _ -> ledger;
            case Outcome.Refused(var status) ->
                    throw new LedgerException(
                            "the ledger in "
                                    + database
                                    + " is "
                                    + status.state().word()
                                    + " for this Slipway: use the Slipway that"
                                    + " wrote it, or a newer one");
            case Outcome.Locked(var holder) ->
                    throw new LedgerException(
                            "the ledger in "
                                    + database
                                    + " is being migrated by "
                                    + holder.map(Object::toString).orElse("somebody")
                                    + ": try again");
            case Outcome.Failed failed ->
                    throw new LedgerException(
                            "the ledger in "
                                    + database
                                    + " could not be migrated: "
                                    + failed.error()
                                    + "; "
                                    + failed.hint());
        };
    }

    private static boolean createSchema(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(HAS_SCHEMA)) {
            row.next();
            return row.getBoolean(1) || create(connection);
        }
    }

    private static boolean create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(CREATE_SCHEMA);
            return true;
        }
    }

    /// Writes a release, its steps and the first entry of its record, in one transaction.
    ///
    /// @return its id, or empty when another release of the same environment is open
    public OptionalLong create(NewRelease release, Redactor redactor) {
        return ask(
                "writing a release of " + release.service(),
                connection -> {
                    connection.setAutoCommit(false);
                    var id = create(connection, release, redactor);
                    connection.commit();
                    return id;
                });
    }

    private OptionalLong create(Connection connection, NewRelease release, Redactor redactor)
            throws SQLException {
        var now = OffsetDateTime.now(clock);
        var id = new Releases(connection).insert(release, now);
        if (id.isPresent()) {
            for (int i = 0; i < release.steps().size(); i++) {
                new Steps(connection).insert(id.getAsLong(), i + 1, release.steps().get(i), now);
            }
            new EvidenceTable(connection)
                    .append(id.getAsLong(), now, "", "plan", redactor.redact(release.plan()));
        }
        return id;
    }

    /// Asks for the right to act on an environment of a service.
    ///
    /// @param holder who asks, for others to read
    public LeaseAttempt lease(String service, String environment, String holder, LeaseTerms terms) {
        try {
            var connection = database.connect("slipway lease");
            var attempt =
                    Lease.acquire(new LeaseTable(connection, service, environment), holder, terms);
            if (attempt instanceof LeaseAttempt.Held) {
                connection.close();
            }
            return attempt;
        } catch (SQLException e) {
            throw new LedgerException(
                    "failed while asking "
                            + database
                            + " for the lease of "
                            + service
                            + " in "
                            + environment,
                    e);
        }
    }

    /// Where the holder of a lease writes about one release of that environment.
    public Journal journal(Lease lease, long release, Redactor redactor) {
        return new Journal(lease, clock, release, redactor);
    }

    /// @throws LedgerException when there is none
    public ReleaseRow release(long id) {
        return ask("reading release " + id, connection -> new Releases(connection).find(id))
                .orElseThrow(() ->
                        new LedgerException("the ledger in " + database + " has no release " + id));
    }

    /// Newest first.
    public List<ReleaseRow> releases() {
        return ask("listing releases", connection -> new Releases(connection).list());
    }

    /// The newest release of a service in an environment.
    public Optional<ReleaseRow> latest(String service, String environment) {
        return ask(
                "reading the latest release of " + service,
                connection -> new Releases(connection).latest(service, environment));
    }

    /// In the order in which they are done.
    public List<StepRow> steps(long release) {
        return ask(
                "reading the steps of release " + release,
                connection -> new Steps(connection).list(release));
    }

    public EvidenceChain evidence(long release) {
        return ask(
                "reading the record of release " + release,
                connection -> new EvidenceTable(connection).read(release));
    }

    private <T> T ask(String attempt, Lease.Writing<T> query) {
        try (var connection = database.connect(APPLICATION)) {
            return query.on(connection);
        } catch (SQLException e) {
            throw new LedgerException("failed while " + attempt + " in " + database, e);
        }
    }
}
