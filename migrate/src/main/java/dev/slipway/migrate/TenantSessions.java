package dev.slipway.migrate;

import dev.slipway.migrate.format.MigrationSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Asks for the digests of many schemas, in two sessions at once if that pays.
///
/// Nearly all of the work is the server opening tables for the first time, which each session does
/// on one processor.
final class TenantSessions {

    /// How few schemas are not worth a second session.
    private static final int FEW = 100;

    private final Target target;
    private final MigrationSet set;

    TenantSessions(Target target, MigrationSet set) {
        this.target = target;
        this.set = set;
    }

    /// By schema; none for a schema that must be looked at by itself.
    ///
    /// @throws MigrateException when the database cannot be asked
    Map<String, String> digests(List<String> schemas) {
        int share = Math.max(FEW, (schemas.size() + 1) / 2);
        var parts = new ConcurrentLinkedQueue<List<String>>();
        for (int from = 0; from < schemas.size(); from += share) {
            parts.add(schemas.subList(from, Math.min(from + share, schemas.size())));
        }
        var first = target.connect();
        return parts.size() > 1 ? helped(first, parts) : digests(first, parts);
    }

    private Map<String, String> helped(Connection first, Queue<List<String>> parts) {
        var help = new FutureTask<>(() -> help(parts));
        var thread = new Thread(help, "slipway second session");
        thread.setDaemon(true);
        thread.start();
        var digests = digests(first, parts);
        try {
            digests.putAll(help.get());
            return digests;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MigrateException("interrupted while " + asking(), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MigrateException told
                    ? told
                    : new IllegalStateException(e.getCause());
        }
    }

    private Map<String, String> help(Queue<List<String>> parts) {
        return another().map(connection -> digests(connection, parts)).orElse(Map.of());
    }

    /// None where the server allows no further one: the first then asks for all.
    private Optional<Connection> another() {
        try {
            return Optional.of(target.connect());
        } catch (MigrateException e) {
            return Optional.empty();
        }
    }

    /// Of the parts that nobody else takes.
    private Map<String, String> digests(Connection session, Queue<List<String>> parts) {
        var digests = new HashMap<String, String>();
        try (session) {
            var asked = new TenantDigests(session, target, set);
            for (var part = parts.poll(); part != null; part = parts.poll()) {
                digests.putAll(asked.of(part));
            }
            return digests;
        } catch (SQLException e) {
            throw MigrateException.failed(asking(), e);
        }
    }

    private String asking() {
        return "asking " + target + " where its schemas stand";
    }
}
