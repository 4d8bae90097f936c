package dev.slipway.engine.rehearse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// How often each table was read from end to end in the open transaction, as the server counts.
///
/// It counts where it says nothing, such as for the default partition beside a new one.
record WholeReads(Map<Long, Long> times) {

    static final WholeReads NONE = new WholeReads(Map.of());

    private static final String READ =
            """
            select s.relid::bigint, s.seq_scan
              from pg_catalog.pg_stat_xact_user_tables s
             where s.seq_tup_read > 0
            """;

    WholeReads {
        times = Map.copyOf(times);
    }

    static WholeReads read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            var times = new HashMap<Long, Long>();
            while (rows.next()) {
                times.put(rows.getLong(1), rows.getLong(2));
            }
            return new WholeReads(times);
        }
    }

    private long times(long table) {
        return times.getOrDefault(table, 0L);
    }

    /// The tables that were read more often than at an earlier moment.
    Set<Long> since(WholeReads earlier) {
        return times.keySet().stream()
                .filter(table -> times(table) > earlier.times(table))
                .collect(Collectors.toSet());
    }
}
