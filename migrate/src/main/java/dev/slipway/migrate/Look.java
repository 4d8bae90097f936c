package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Progress;
import dev.slipway.migrate.format.Entry;
import dev.slipway.migrate.format.History;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.sql.Write;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final long OWN_LOCK_SPACE = 0x536c6970L << 32;

    List<Migration> pending() {
        return standing.map(Standing::pending).orElse(List.of());
    }

    /// @throws MigrationFolderException when no file has that version
    List<Migration> pendingUpTo(String version) {
        var order = set.format().order();
        if (set.migrations().stream().noneMatch(one -> one.version().equals(version))) {
            throw new MigrationFolderException(
                    "there is no migration "
                            + version
                            + " in "
                            + set.origin()
                            + " to stop at: name a version that is there");
        }
        return pending().stream()
                .filter(migration ->
                        migration.kind() == Migration.Kind.VERSIONED
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

    boolean mayMigrate(Ahead ahead) {
        return standing.isPresent() && status(ahead).mayMigrate();
    }

    /// What there is to remember that another tool applied; nothing where no records can be kept.
    List<Migration> unbooked() {
        return keepsBook() ? standing.map(Standing::unbooked).orElse(List.of()) : List.of();
    }

    private boolean keepsBook() {
        return switch (around.bookkeeping()) {
            case KEPT, POSSIBLE -> true;
            case FORBIDDEN, NOT_CREATABLE, NAMESAKE -> false;
        };
    }

    History history() {
        return set.format().history(table);
    }

    /// Our own lock and then the tool's.
    List<Long> lockIds() {
        var crc = new CRC32();
        crc.update((table.schema() + "." + table.table()).getBytes(StandardCharsets.UTF_8));
        var ids = new ArrayList<Long>();
        ids.add(OWN_LOCK_SPACE | crc.getValue());
        ids.addAll(set.format().lockIds(table));
        return ids;
    }

    /// Makes the history, and the book where that is possible, and enters into it what another tool
    /// applied. Under the migration lock.
    Optional<Book> open(Connection work) throws SQLException {
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
        Write.send(
                work, unbooked().stream().map(file -> book.adopted(Recording.page(file))).toList());
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
                ahead);
    }

    private Optional<String> bookkeepingOff() {
        return switch (around.bookkeeping()) {
            case KEPT, POSSIBLE -> Optional.empty();
            case FORBIDDEN ->
                    Optional.of("off: this role may not write to the tables of schema slipway");
            case NOT_CREATABLE -> Optional.of("off: this role may not create the schema slipway");
            case NAMESAKE ->
                    Optional.of(
                            "off: the role slipway would take the schema slipway for its own; give"
                                    + " the database a search_path without \"$user\"");
        };
    }
}
