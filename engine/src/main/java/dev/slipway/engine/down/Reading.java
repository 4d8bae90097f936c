package dev.slipway.engine.down;

import dev.slipway.migrate.DatabaseUrl;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A session that reads rows, with all that would make two databases write the same value
/// differently set to one thing.
///
/// The server hashes, in parallel where it can: a row leaves it only as its hash, if at all.
final class Reading implements AutoCloseable {

    private static final String ALIKE =
            """
            set role none;
            set search_path = pg_catalog;
            set timezone = 'UTC';
            set datestyle = 'ISO';
            set intervalstyle = 'postgres';
            set extra_float_digits = 1;
            set bytea_output = 'hex';
            set lc_monetary = 'C';
            set xmloption = 'content';
            set row_security = off;
            set statement_timeout = 0;
            set jit = off;
            set max_parallel_workers_per_gather = 2;
            set parallel_setup_cost = 0;
            set parallel_tuple_cost = 0
            """;

    /// How much a digest of a table reads.
    private static final String SIZE =
            """
            select coalesce(sum(pg_table_size(c.oid)), 0)::bigint
              from pg_class c
             where c.oid::bigint = any (?)
            """;

    /// `unnest` keeps the planner from computing the row once for each hash.
    private static final String HASHED =
            """
            select row(unnest(array[record_send(row(%s))])) as r
              from only %s
             where %s
            """;

    private static final String DIGEST =
            """
            select count(*),
                   coalesce(sum(hash_record_extended(r, 0)), 0),
                   coalesce(sum(hash_record_extended(r, 1)), 0)
              from (%s) hashed
            """;

    private static final String HASHES =
            """
            select hash_record_extended(r, 0), hash_record_extended(r, 1)
              from (%s) hashed
             order by 1, 2
            """;

    private static final String COUNT =
            """
            select count(*)
              from only %s
             where %s
            """;

    private static final String SEQUENCES =
            """
            select format('%I.%I', schemaname, sequencename), increment_by
              from pg_sequences
             where schemaname <> 'slipway'
            """;

    private static final String NEXT =
            """
            select sign(%2$d) * (last_value::numeric + case when is_called then %2$d else 0 end)
              from %1$s
            """;

    private static final int FETCHED = 10_000;

    private final Connection connection;

    private Reading(Connection connection) {
        this.connection = connection;
    }

    static Reading of(DatabaseUrl database) throws SQLException {
        var connection = database.connect("slipway rehearsal digest");
        try (var statement = connection.createStatement()) {
            statement.execute(ALIKE);
        }
        return new Reading(connection);
    }

    Connection connection() {
        return connection;
    }

    /// Of all rows, as `columns` show them.
    TableDigest digest(String table, Collection<Table.Column> columns) throws SQLException {
        var hashed = HASHED.formatted(Table.row(columns), table, "true");
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(DIGEST.formatted(hashed))) {
            row.next();
            var first = whole(row.getBigDecimal(2));
            return new TableDigest(row.getLong(1), first, whole(row.getBigDecimal(3)));
        }
    }

    private static BigInteger whole(BigDecimal sum) {
        return sum.toBigIntegerExact();
    }

    /// The bytes of tables on their disk.
    long size(Collection<Table> tables) throws SQLException {
        try (var query = connection.prepareStatement(SIZE)) {
            var oids = tables.stream().map(Table::oid).toArray();
            query.setArray(1, connection.createArrayOf("bigint", oids));
            try (var row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /// How many rows there are.
    long count(String table) throws SQLException {
        return count(table, "true");
    }

    /// How many rows hold data in a column.
    long count(String table, Table.Column column) throws SQLException {
        return count(table, column.name() + " is distinct from null");
    }

    private long count(String table, String condition) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(COUNT.formatted(table, condition))) {
            row.next();
            return row.getLong(1);
        }
    }

    /// The hash of every row, in the order of the hashes.
    Hashes hashes(String table, List<Table.Column> columns) throws SQLException {
        return hashes(HASHED.formatted(Table.row(columns), table, "true"));
    }

    /// The hash of every value of a column, in the order of the hashes.
    Hashes hashes(String table, Table.Column column) throws SQLException {
        var held = column.name() + " is distinct from null";
        return hashes(HASHED.formatted(column.expression(), table, held));
    }

    private Hashes hashes(String hashed) throws SQLException {
        return Hashes.of(connection, HASHES.formatted(hashed), FETCHED);
    }

    /// The number that each sequence gives out next; of one that counts down, the negative of it.
    SortedMap<String, BigInteger> sequences() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(SEQUENCES)) {
            var sequences = new TreeMap<String, BigInteger>();
            while (rows.next()) {
                var name = rows.getString(1);
                sequences.put(name, next(NEXT.formatted(name, rows.getLong(2))));
            }
            return sequences;
        }
    }

    private BigInteger next(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return whole(row.getBigDecimal(1));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
