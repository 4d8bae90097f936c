package dev.slipway.migrate.format;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.bookkeeping.Booked;
import dev.slipway.migrate.sql.Write;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The bookkeeping read as a history: what is remembered is what is applied, so that there is
/// nothing to write but the bookkeeping itself.
final class OwnHistory implements History {

    private final Book book;

    OwnHistory(HistoryTable table) {
        book = new Book(table.sql());
    }

    @Override
    public void create(Connection connection) throws SQLException {
        Book.create(connection);
    }

    @Override
    public Recorded read(Connection connection) throws SQLException {
        return new Recorded.Rows(
                book.read(connection).booked().values().stream().map(OwnHistory::entry).toList());
    }

    private static Entry entry(Booked booked) {
        return new Entry(
                booked.version(),
                booked.description(),
                Entry.Kind.SCRIPT,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public List<Write> applied(Migration migration, Duration took) {
        return List.of();
    }

    @Override
    public List<Write> reverted(Entry applied, Optional<String> before) {
        return List.of();
    }
}
