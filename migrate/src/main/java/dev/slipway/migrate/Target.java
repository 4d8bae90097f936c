package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.Recorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/// A history in a database, the migrations that belong to it, and how to get there.
record Target(
        DatabaseUrl database,
        Migrations migrations,
        Optional<String> schema,
        Optional<TableName> table,
        Optional<String> role,
        String application,
        Pooler pooler) {

    /// The same, whose migrations are read while it is connected to.
    Target begun() {
        return new Target(database, migrations.begun(), schema, table, role, application, pooler);
    }

    Connection connect() {
        return connect(application);
    }

    Connection connectForLock() {
        return connect(application + " lock");
    }

    private Connection connect(String name) {
        try {
            return database.connect(name);
        } catch (SQLException | IllegalArgumentException e) {
            throw ConnectFailure.of(database, e);
        }
    }

    /// Looks at everything there is to know before migrating, and makes the session fit for it: in
    /// three round trips, whatever the number of migrations.
    ///
    /// What seems foreign is looked at once more: another replica may have begun the history after
    /// it was looked for, and made the tables before they were.
    Look look(Connection work, OutOfOrder outOfOrder) throws SQLException {
        var seen = lookOnce(work, outOfOrder);
        return seen.foreign().isPresent() ? lookOnce(work, outOfOrder) : seen;
    }

    private Look lookOnce(Connection work, OutOfOrder outOfOrder) throws SQLException {
        var around = Surroundings.read(work, role, schema, table, schemas());
        refusePooler(work, around);
        var files = migrations.in(work, around, table);
        var history = historyTable(around, table, files.format());
        refuseElsewhere(around, history, files.format());
        around.refuseMissing(files.format().schemas(history, files.settings()));
        var set = files.format().in(history, around.user(), files);
        var book =
                around.bookkeeping().isReadable()
                        ? new Book(history.sql()).read(work)
                        : Book.Contents.NONE;
        var foreign =
                set.format().isBookkeeping() && !book.isEmpty()
                        ? Optional.<Problem>empty()
                        : around.foreign(set.format(), history, work);
        if (foreign.isPresent()) {
            return new Look(this, around, set, history, Optional.empty(), foreign);
        }
        var recorded =
                hasHistory(around, history, set.format())
                        ? set.format().history(history).read(work)
                        : new Recorded.Rows(List.of());
        return new Look(
                this,
                around,
                set,
                history,
                Optional.of(Standing.of(set, recorded, book, outOfOrder)),
                Optional.empty());
    }

    /// Those that may not be there, and are named.
    private Set<String> schemas() {
        return Stream.of(
                        schema.stream(),
                        table.flatMap(TableName::schema).stream(),
                        migrations.settings().schemas().stream())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    /// Where a history of `format` is or would be.
    static HistoryTable historyTable(
            Surroundings around, Optional<TableName> named, Format format) {
        return new HistoryTable(
                around.database(),
                named.flatMap(TableName::schema).orElse(around.schema()),
                named.map(TableName::table).orElse(format.defaultTable()));
    }

    private static void refuseElsewhere(Surroundings around, HistoryTable history, Format format) {
        if (!format.mayBeElsewhere() && !history.schema().equals(around.schema())) {
            throw new MigrateException(
                    "the format "
                            + format.word()
                            + " keeps its history with the migrations, and the table is named in the"
                            + " schema "
                            + history.schema()
                            + ": name the table without a schema, and the schema with --schema");
        }
    }

    private static boolean hasHistory(Surroundings around, HistoryTable history, Format format) {
        return format.isBookkeeping()
                ? around.bookkeeping().isReadable()
                : !around.columns(history.table()).isEmpty();
    }

    private void refusePooler(Connection work, Surroundings around) throws SQLException {
        boolean direct = work.unwrap(PGConnection.class).getBackendPID() == around.pid();
        if (!direct && pooler == Pooler.NONE) {
            throw new MigrateException(
                    "there is a connection pooler between here and "
                            + database
                            + ", which may lose the migration lock: connect to the server itself, or"
                            + " say --pooler session if it keeps one session for one client");
        }
    }

    @Override
    public String toString() {
        return database.toString();
    }
}
