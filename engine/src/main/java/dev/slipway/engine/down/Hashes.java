package dev.slipway.engine.down;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The hashes of many rows in their order, a few thousand of them in memory at a time: what two
/// tables without a common key can be compared by.
final class Hashes implements AutoCloseable {

    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private boolean there;
    private long first;
    private long second;

    private Hashes(Connection connection, Statement statement, ResultSet rows) throws SQLException {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        next();
    }

    /// The driver fetches piece by piece only inside a transaction, which lasts until [#close].
    static Hashes of(Connection connection, String sql, int fetched) throws SQLException {
        connection.setAutoCommit(false);
        var statement = connection.createStatement();
        statement.setFetchSize(fetched);
        return new Hashes(connection, statement, statement.executeQuery(sql));
    }

    /// How many rows each of the two has that the other has not; equal rows count one by one.
    static Apart apart(Hashes left, Hashes right) throws SQLException {
        long onlyLeft = 0;
        long onlyRight = 0;
        while (left.there || right.there) {
            int order = left.compareTo(right);
            onlyLeft += order < 0 ? 1 : 0;
            onlyRight += order > 0 ? 1 : 0;
            if (order <= 0) {
                left.next();
            }
            if (order >= 0) {
                right.next();
            }
        }
        return new Apart(onlyLeft, onlyRight);
    }

    /// How many rows of two tables, from which a third was made, the third has no longer.
    static Fate fate(Hashes before, Hashes used, Hashes after) throws SQLException {
        var fate = Fate.NOTHING;
        while (before.there || used.there || after.there) {
            var least = before.least(used).least(after);
            long one = least.first;
            long two = least.second;
            fate =
                    fate.and(
                            Fate.of(
                                    before.take(one, two),
                                    used.take(one, two),
                                    after.take(one, two)));
        }
        return fate;
    }

    private Hashes least(Hashes other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /// How many of one hash come next.
    private long take(long one, long two) throws SQLException {
        long taken = 0;
        while (there && first == one && second == two) {
            taken++;
            next();
        }
        return taken;
    }

    /// What has come to its end is behind everything.
    private int compareTo(Hashes other) {
        if (!there || !other.there) {
            return Boolean.compare(other.there, there);
        }
        int order = Long.compare(first, other.first);
        return order == 0 ? Long.compare(second, other.second) : order;
    }

    private void next() throws SQLException {
        there = rows.next();
        if (there) {
            first = rows.getLong(1);
            second = rows.getLong(2);
        }
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.setAutoCommit(true);
    }

    /// @param gone rows of the first that the second has not
    /// @param more rows of the second that the first has not
    record Apart(long gone, long more) {}
}
