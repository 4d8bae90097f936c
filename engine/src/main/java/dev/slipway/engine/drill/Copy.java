package dev.slipway.engine.drill;

import dev.slipway.engine.backup.Backup;
import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.PostgresException;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// A copy of a database on a scratch server: backed up, restored, and compared with the source.
///
/// The source is only read. The copy may be changed and is gone when it is closed.
public final class Copy implements AutoCloseable {

    /// What a server may forgo whose data nobody will miss.
    public static final Map<String, String> THROWAWAY =
            Map.of(
                    "fsync", "off",
                    "synchronous_commit", "off",
                    "full_page_writes", "off",
                    "autovacuum", "off");

    private static final String DATABASE = "copy";

    private final Server server;
    private final DrillResult drill;

    private Copy(Server server, DrillResult drill) {
        this.server = server;
        this.drill = drill;
    }

    /// Copies `source`, with a server of the same major version.
    ///
    /// @param scratch for the backup and the server
    /// @param cache for bundled server programs, which are unpacked once
    /// @param limit for the backup and for the restoring, each
    /// @param told what is being done, as it begins
    public static Copy of(
            DatabaseUrl source, Path scratch, Path cache, Duration limit, Consumer<String> told) {
        told.accept("Backing up " + source);
        var backup = Backup.take(source, scratch.resolve("source.dump"), limit);
        told.accept("Restoring the backup on a scratch server");
        var binaries = Binaries.find(backup.serverMajor(), cache);
        var server = Server.start(binaries, scratch.resolve("server"), THROWAWAY);
        try {
            return new Copy(server, Drill.restore(backup, server, DATABASE, limit));
        } catch (PostgresException | DrillException e) {
            server.close();
            throw e;
        }
    }

    /// Whether the copy is the database.
    public DrillResult drill() {
        return drill;
    }

    public DatabaseUrl url() {
        return drill.copy();
    }

    @Override
    public void close() {
        server.close();
    }
}
