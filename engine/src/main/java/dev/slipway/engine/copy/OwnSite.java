package dev.slipway.engine.copy;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A scratch server that is started for one copy and deleted with it.
final class OwnSite implements Site {

    private final Path scratch;
    private final Path cache;
    private final int databases;
    private @Nullable Binaries binaries;
    private @Nullable Server server;

    OwnSite(Path scratch, Path cache, int databases) {
        this.scratch = scratch;
        this.cache = cache;
        this.databases = databases;
    }

    @Override
    public void requireRoom(long dump, long restored) {
        Space.require(dump + databases * restored, databases, scratch);
    }

    @Override
    public synchronized void begin(OptionalInt major) {
        binaries =
                major.isPresent() ? Binaries.find(major.getAsInt(), cache) : Binaries.newest(cache);
        server = Server.start(binaries, scratch.resolve("server"), Copy.THROWAWAY);
    }

    @Override
    public synchronized void restart() {
        var running = server();
        running.stop();
        server =
                Server.start(Objects.requireNonNull(binaries), running.directory(), Copy.THROWAWAY);
    }

    @Override
    public int major() {
        return server().major();
    }

    @Override
    public DatabaseUrl url(String database) {
        return server().url(database);
    }

    @Override
    public String database() {
        return "copy";
    }

    @Override
    public Path scratch() {
        return scratch;
    }

    @Override
    public boolean isOurs() {
        return true;
    }

    private Server server() {
        if (server == null) {
            throw new IllegalStateException("the scratch server was not begun");
        }
        return server;
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
