package dev.slipway.engine.rehearse;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;

/// Sees for itself what a statement locks and rewrites, to hold against what the rehearsal says.
/// Shares no code with it on purpose.
final class IndependentSession {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String NAMES =
            """
            select c.oid, quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relfilenode,
                   c.relkind
              from pg_class c, pg_namespace n
             where n.oid = c.relnamespace
               and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
               and c.relname not like '\\_sqlx%'
            """;

    private static final String LOCKS =
            "select relation, mode from pg_locks where locktype = 'relation' and pid = ";

    private static final String READ_WHOLE =
            """
            select quote_ident(schemaname) || '.' || quote_ident(relname)
              from pg_stat_xact_user_tables
             where seq_scan > 0 and seq_tup_read > 0 and schemaname <> 'pg_toast'
            """;

    private static final String INDEXES =
            """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relfilenode
              from pg_class c, pg_namespace n
             where n.oid = c.relnamespace
               and c.relkind = 'i'
               and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
            """;

    private static final String WAITING =
            """
            select count(*)
              from pg_locks
             where locktype = 'virtualxid' and not granted and pid =\
            """;

    private final DatabaseUrl url;

    IndependentSession(DatabaseUrl url) {
        this.url = url;
    }

    /// @param locks `mode relation`
    /// @param rewrites tables of which the file changed
    /// @param read tables that were read from end to end, for whatever reason
    record Seen(SortedSet<String> locks, SortedSet<String> rewrites, SortedSet<String> read) {}

    /// The indexes by name, with their files.
    Map<String, Long> indexes() throws SQLException {
        try (var observer = url.connect("observer");
                var statement = observer.createStatement();
                var rows = statement.executeQuery(INDEXES)) {
            var files = new LinkedHashMap<String, Long>();
            while (rows.next()) {
                files.put(rows.getString(1), rows.getLong(2));
            }
            return files;
        }
    }

    private static SortedSet<String> readWhole(Connection worker) throws SQLException {
        try (var statement = worker.createStatement();
                var rows = statement.executeQuery(READ_WHOLE)) {
            var read = new TreeSet<String>();
            while (rows.next()) {
                read.add(rows.getString(1));
            }
            return read;
        }
    }

    /// Runs the statement in a transaction, looks at it from another session, and commits.
    Seen inTransaction(String sql) throws SQLException {
        try (var worker = url.connect("worker");
                var observer = url.connect("observer")) {
            var names = names(observer);
            var files = files(observer);
            execute(worker, "begin");
            execute(worker, sql);
            var locks = locks(observer, pid(worker), names);
            var read = readWhole(worker);
            execute(worker, "commit");
            return new Seen(locks, changed(names, files, files(observer)), read);
        }
    }

    /// Runs the statement alone while an old snapshot makes it wait, and looks at it meanwhile.
    Seen alone(String sql) throws Exception {
        try (var worker = url.connect("worker");
                var observer = url.connect("observer");
                var reader = url.connect("reader")) {
            var names = names(observer);
            var files = files(observer);
            int pid = pid(worker);
            execute(reader, "begin isolation level repeatable read");
            pid(reader);
            var work = new FutureTask<Void>(() -> execute(worker, sql));
            Thread.ofPlatform().start(work);
            awaitOne(observer, WAITING + pid);
            var locks = locks(observer, pid, names);
            execute(reader, "commit");
            work.get();
            return new Seen(locks, changed(names, files, files(observer)), new TreeSet<>());
        }
    }

    private static void awaitOne(Connection observer, String count) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try (var statement = observer.createStatement();
                    var row = statement.executeQuery(count)) {
                row.next();
                if (row.getInt(1) > 0) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the statement never waited");
    }

    private static SortedSet<String> locks(Connection observer, int pid, Map<Long, String> names)
            throws SQLException {
        var locks = new TreeSet<String>();
        try (var statement = observer.createStatement();
                var rows = statement.executeQuery(LOCKS + pid)) {
            while (rows.next()) {
                var name = names.get(rows.getLong(1));
                if (name != null) {
                    locks.add(rows.getString(2) + " " + name);
                }
            }
        }
        return locks;
    }

    private static SortedSet<String> changed(
            Map<Long, String> names, Map<Long, Long> before, Map<Long, Long> after) {
        var changed = new TreeSet<String>();
        before.forEach((oid, file) -> {
            if (!file.equals(after.getOrDefault(oid, file))) {
                changed.add(String.valueOf(names.get(oid)));
            }
        });
        return changed;
    }

    private static Map<Long, String> names(Connection observer) throws SQLException {
        try (var statement = observer.createStatement();
                var rows = statement.executeQuery(NAMES)) {
            var names = new LinkedHashMap<Long, String>();
            while (rows.next()) {
                names.put(rows.getLong(1), rows.getString(2));
            }
            return names;
        }
    }

    private static Map<Long, Long> files(Connection observer) throws SQLException {
        try (var statement = observer.createStatement();
                var rows = statement.executeQuery(NAMES)) {
            var files = new LinkedHashMap<Long, Long>();
            while (rows.next()) {
                if (rows.getString(4).equals("r") || rows.getString(4).equals("m")) {
                    files.put(rows.getLong(1), rows.getLong(3));
                }
            }
            return files;
        }
    }

    private static int pid(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
            return null;
        }
    }
}
