package dev.slipway.migrate;

import dev.slipway.migrate.sql.Concurrent;
import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A statement that cannot run in a transaction, and what an earlier try at it left.
///
/// A concurrent index build that was broken leaves an invalid index, which the same statement with
/// `if not exists` would take for its own. One whose client was killed goes on in the server.
final class LoneStatement {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    /// What locks whole tables against others though it cannot run in a transaction, and can be
    /// begun again as often as it takes.
    private static final Pattern LOCKS_TABLES =
            Pattern.compile(
                    "(vacuum\\b.*\\bfull|cluster|reindex\\b(?!.*\\bconcurrently))\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String THERE = "select to_regclass(?) is not null";

    private static final String DETACHING =
            """
            select inhdetachpending
              from pg_catalog.pg_inherits
             where inhparent = to_regclass(?) and inhrelid = to_regclass(?)
            """;

    private final Session session;
    private final Statement statement;
    private final Concurrent kind;
    private final boolean again;
    private final List<Long> before;

    /// @param earlier the indexes that its table had before an earlier try whose end is not known,
    ///   if there was one
    LoneStatement(Session session, Statement statement, Optional<List<Long>> earlier)
            throws SQLException {
        this.session = session;
        this.statement = statement;
        this.kind = Concurrent.of(statement.sql());
        this.again = earlier.isPresent();
        this.before =
                earlier.isPresent()
                        ? earlier.get()
                        : indexes().stream().map(TableIndex::oid).toList();
    }

    /// The indexes that its table had before the first try, by object id.
    List<Long> before() {
        return before;
    }

    private List<TableIndex> indexes() throws SQLException {
        return session.ask(connection -> TableIndex.of(kind, connection));
    }

    /// Drops what a broken try left, once nobody works at it any more.
    void clear() throws SQLException {
        long began = System.nanoTime();
        var broken = broken();
        while (broken.stream().anyMatch(index -> index.builder().isPresent())) {
            var builders = broken.stream().flatMap(index -> index.builder().stream()).toList();
            session.waitsFor(statement, builders, Duration.ofNanos(System.nanoTime() - began));
            Pauses.sleep(LOOK_AGAIN, "waiting for an index that another session builds");
            broken = broken();
        }
        for (var index : broken) {
            session.runBeside(statement, "drop index concurrently if exists " + index.sql());
        }
    }

    private List<TableIndex> broken() throws SQLException {
        return indexes().stream().filter(index -> !index.valid() && ours(index)).toList();
    }

    /// An index without a name of its own is known by not having been there before.
    private boolean ours(TableIndex index) {
        return index.meant() || (again && isUnnamed() && !before.contains(index.oid()));
    }

    private boolean isUnnamed() {
        return kind instanceof Concurrent.CreateIndex create && create.name().isEmpty();
    }

    /// Whether it must not stand in the way of others, and so gives way to them like an attempt in
    /// a transaction.
    boolean mayGiveWay() {
        return LOCKS_TABLES.matcher(statement.sql()).matches();
    }

    /// Runs it, unless an earlier try is found to have done its work.
    void run() throws SQLException {
        if (mayGiveWay()) {
            session.runBriefly(statement);
        } else if (!again) {
            session.runAlone(statement, statement.sql());
        } else if (kind instanceof Concurrent.Detach detach) {
            detach(detach);
        } else if (!happened()) {
            session.runAlone(statement, statement.sql());
        }
    }

    private boolean happened() throws SQLException {
        if (kind instanceof Concurrent.DropIndex drop) {
            for (var name : drop.names()) {
                if (session.ask(connection -> isThere(connection, name))) {
                    return false;
                }
            }
            return true;
        }
        return kind instanceof Concurrent.CreateIndex
                && indexes().stream()
                        .anyMatch(index ->
                                index.valid() && ours(index) && !before.contains(index.oid()));
    }

    private static boolean isThere(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement(THERE)) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /// A detaching that was left half-way can only be ended.
    private void detach(Concurrent.Detach detach) throws SQLException {
        var pending = session.ask(connection -> isPending(connection, detach));
        if (pending.isPresent()) {
            session.runAlone(statement, pending.get() ? detach.finalizing() : statement.sql());
        }
    }

    /// Whether it was left half-way; empty when it was done.
    private static Optional<Boolean> isPending(Connection connection, Concurrent.Detach detach)
            throws SQLException {
        try (var query = connection.prepareStatement(DETACHING)) {
            query.setString(1, detach.parent());
            query.setString(2, detach.partition());
            try (var row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
            }
        }
    }
}
