package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Page;
import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.History;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Recorded;
import dev.slipway.migrate.sql.Identifiers;
import dev.slipway.migrate.sql.Write;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// What one look at a database showed.
///
/// @param standing absent where the database is foreign, for the reason given
record Look(
        Target target,
        Surroundings around,
        MigrationSet set,
        HistoryTable table,
        Optional<Standing> standing,
        Optional<Problem> foreign) {

    private static final String CREATE_SCHEMA =
            """
            create schema if not exists %s
            """;

    private static final long OWN_LOCK_SPACE = 0x536c6970L << 32;
    private static final long WORK_LOCK_SPACE = 0x536c6977L << 32;

    List<Migration> pending() {
        return standing.map(Standing::pending).orElse(List.of());
    }

    /// @throws MigrationFolderException when no file has that version
    List<Migration> pendingUpTo(String version) {
        var order = set.format().order();
        if (Stream.concat(set.baseline().stream(), set.migrations().stream())
                .noneMatch(one -> one.version().equals(version))) {
            throw new MigrationFolderException(
                    "there is no migration "
                            + version
                            + " in "
                            + set.origin()
                            + " to stop at: name a version that is there");
        }
        return pending().stream()
                .filter(migration ->
                        migration.kind() != Migration.Kind.REPEATABLE
                                && order.compare(migration.version(), version) <= 0)
                .toList();
    }

    /// What is applied, by version, in order.
    Map<String, Entry> entries() {
        return standing.map(Standing::entries).orElse(Map.of());
    }

    Optional<Progress> progress(Migration migration) {
        return standing.flatMap(known -> known.progress(migration));
    }

    /// Whether there is something to enter into the book that another tool did; never where none
    /// can be kept.
    boolean isBookBehind() {
        return keepsBook() && !(unbooked().isEmpty() && outdated().isEmpty());
    }

    /// The schemas that are not there and are made before the history.
    List<String> absent() {
        return set.format().schemas(table, set.settings()).stream()
                .filter(around.absent()::contains)
                .toList();
    }

    private List<Page> unbooked() {
        return standing.map(Standing::unbooked).orElse(List.of());
    }

    private List<String> outdated() {
        return standing.map(Standing::outdated).orElse(List.of());
    }

    /// Whether a database that is foreign has tables and no history of anybody's.
    boolean isAdoptable(Connection work) throws SQLException {
        boolean booked =
                set.format().isBookkeeping()
                        && book().isPresent()
                        && !history().read(work).equals(new Recorded.Rows(List.of()));
        return !booked && around.isAdoptable(set.format(), table.table(), work);
    }

    /// The book, where it is kept already.
    Optional<Book> book() {
        return around.bookkeeping() == Surroundings.Bookkeeping.KEPT
                ? Optional.of(new Book(table.sql()))
                : Optional.empty();
    }

    private boolean keepsBook() {
        return switch (around.bookkeeping()) {
            case KEPT, POSSIBLE -> true;
            case READABLE, FORBIDDEN, NOT_CREATABLE, NAMESAKE -> false;
        };
    }

    History history() {
        return set.format().history(table);
    }

    /// Our own lock and then the tool's.
    List<Long> lockIds() {
        var ids = new ArrayList<Long>();
        ids.add(OWN_LOCK_SPACE | ofTable());
        ids.addAll(set.format().lockIds(table));
        return ids;
    }

    /// The lock of the session that does the work, which lasts for as long as the server works for
    /// it.
    long workLockId() {
        return WORK_LOCK_SPACE | ofTable();
    }

    private long ofTable() {
        var crc = new CRC32();
        crc.update((table.schema() + "." + table.table()).getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /// Makes the schemas and the history, and the book where that is possible, and enters into it
    /// what another tool applied and took back. Under the migration lock.
    ///
    /// @throws MigrateException when the history would be the book, which cannot be kept
    Optional<Book> open(Connection work) throws SQLException {
        if (set.format().isBookkeeping() && !keepsBook()) {
            throw new MigrateException(
                    "nothing was changed: the format "
                            + set.format().word()
                            + " keeps its history in the schema slipway, which is "
                            + bookkeepingOff().orElse("off"));
        }
        for (var schema : absent()) {
            Write.send(work, List.of(Write.of(CREATE_SCHEMA.formatted(Identifiers.quote(schema)))));
        }
        if (around.columns(table.table()).isEmpty()) {
            history().create(work);
        }
        if (!keepsBook()) {
            return Optional.empty();
        }
        if (around.bookkeeping() == Surroundings.Bookkeeping.POSSIBLE) {
            Book.create(work);
        }
        var book = new Book(table.sql());
        var news = new ArrayList<Write>();
        outdated().forEach(version -> news.add(book.reverted(version)));
        unbooked().forEach(page -> news.add(book.adopted(page)));
        Write.send(work, news);
        return Optional.of(book);
    }

    Status status(Ahead ahead) {
        return new Status(
                standing.map(Standing::state).orElse(State.FOREIGN),
                set.format().word(),
                target.database().toString(),
                around.schema(),
                standing.flatMap(Standing::current),
                standing.map(Standing::applied).orElse(0),
                pending().stream().map(Migration::version).toList(),
                standing.map(Standing::problems).orElse(foreign.stream().toList()),
                bookkeepingOff(),
                standing.map(Standing::proven).orElse(List.of()),
                ahead);
    }

    /// Why Slipway keeps no records of its own there, if it does not.
    Optional<String> bookkeepingOff() {
        return switch (around.bookkeeping()) {
            case KEPT, POSSIBLE -> Optional.empty();
            case READABLE, FORBIDDEN ->
                    Optional.of("off: this role may not write to the tables of schema slipway");
            case NOT_CREATABLE -> Optional.of("off: this role may not create the schema slipway");
            case NAMESAKE ->
                    Optional.of(
                            "off: the role slipway would take the schema slipway for its own; give"
                                    + " the database a search_path without \"$user\"");
        };
    }
}
