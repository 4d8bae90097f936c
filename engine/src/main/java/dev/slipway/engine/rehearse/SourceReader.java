package dev.slipway.engine.rehearse;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the [Source] out of the server's own counters. Takes no lock on any table.
final class SourceReader {

    /// The size as the last vacuum saw it, and no less than so many rows need.
    private static final String TABLES =
            """
            select pg_catalog.format('%I.%I', s.schemaname, s.relname), s.relname,
                   greatest(c.relpages::bigint * current_setting('block_size')::bigint,
                            s.n_live_tup * 32),
                   (s.n_tup_ins + s.n_tup_upd + s.n_tup_del) / p.seconds,
                   (s.seq_scan + coalesce(s.idx_scan, 0)) / p.seconds
              from pg_catalog.pg_stat_user_tables s
              join pg_catalog.pg_class c on c.oid = s.relid
             cross join (
                    select greatest(extract(epoch from now() - coalesce(d.stats_reset,
                                    pg_catalog.pg_postmaster_start_time())), 1)::float8 as seconds
                      from pg_catalog.pg_stat_database d
                     where d.datname = current_database()) p
             order by 1
            """;

    private static final String EXTENSION =
            """
            select pg_catalog.quote_ident(n.nspname)
              from pg_catalog.pg_extension e
              join pg_catalog.pg_namespace n on n.oid = e.extnamespace
             where e.extname = 'pg_stat_statements'
            """;

    private static final String CALLS =
            """
            select s.query,
                   s.calls / greatest(extract(epoch from now() - i.stats_reset), 1)::float8
              from %1$s.pg_stat_statements s
             cross join %1$s.pg_stat_statements_info i
             where s.dbid = (select oid from pg_catalog.pg_database where datname = current_database())
               and s.query ~* '^\\s*(select|insert|update|delete|merge|with)'
            """;

    private static final Pattern READS = Pattern.compile("^\\s*select\\b.*", Pattern.DOTALL);

    private SourceReader() {}

    static Source read(DatabaseUrl source) {
        try (var connection = source.connect("slipway rehearsal")) {
            return new Source(tables(connection, calls(connection)));
        } catch (SQLException e) {
            throw new RehearseException("cannot read how much goes on in " + source, e);
        }
    }

    /// A statement, and how often it comes in a second.
    private record Call(String query, double perSecond) {

        boolean reads() {
            return READS.matcher(query).matches();
        }
    }

    private static List<Source.Table> tables(Connection connection, List<Call> calls)
            throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            var tables = new ArrayList<Source.Table>();
            while (rows.next()) {
                var name = rows.getString(1);
                var word =
                        Pattern.compile(
                                "\\b"
                                        + Pattern.quote(rows.getString(2).toLowerCase(Locale.ROOT))
                                        + "\\b");
                var own = calls.stream().filter(call -> word.matcher(call.query()).find()).toList();
                tables.add(
                        own.isEmpty()
                                ? new Source.Table(
                                        name, rows.getLong(3), rows.getDouble(4), rows.getDouble(5))
                                : new Source.Table(
                                        name, rows.getLong(3), rate(own, false), rate(own, true)));
            }
            return tables;
        }
    }

    private static double rate(List<Call> calls, boolean reads) {
        return calls.stream()
                .filter(call -> call.reads() == reads)
                .mapToDouble(Call::perSecond)
                .sum();
    }

    /// None where the extension is not there, or not loaded, or not for this role.
    private static List<Call> calls(Connection connection) throws SQLException {
        var schema = extension(connection);
        if (schema.isEmpty()) {
            return List.of();
        }
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(CALLS.formatted(schema.get()))) {
            var calls = new ArrayList<Call>();
            while (rows.next()) {
                calls.add(new Call(rows.getString(1).toLowerCase(Locale.ROOT), rows.getDouble(2)));
            }
            return calls;
        } catch (SQLException e) {
            return List.of();
        }
    }

    private static Optional<String> extension(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(EXTENSION)) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }
}
