package dev.slipway.engine.copy;

import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.util.OptionalInt;

/// The server that a copy lives on, and a folder for what is written on the way there.
///
/// Closing it leaves nothing of the copy. It may be closed twice, and before it was begun.
public sealed interface Site extends AutoCloseable permits OwnSite, LentSite {

    /// A server of our own.
    ///
    /// @param scratch an empty folder, for the server and the dump
    /// @param cache for bundled server programs, which are unpacked once
    /// @param databases how many as large as the copy there will be at once, itself included
    static Site own(Path scratch, Path cache, int databases) {
        return new OwnSite(scratch, cache, databases);
    }

    /// Somebody's server, on which databases may be created.
    ///
    /// @param scratch an empty folder, for the dump
    static Site lent(DatabaseUrl server, Path scratch) {
        return new LentSite(server, scratch);
    }

    /// Whether a copy and what is made of it fit; nobody knows that of a lent server.
    ///
    /// @param dump bytes of the dump that is written on the way
    /// @param restored bytes of the copy
    /// @throws CopyException when they do not
    void requireRoom(long dump, long restored);

    /// Makes the server ready to take a copy.
    ///
    /// @param major the version that it must have; empty where any will do
    void begin(OptionalInt major);

    /// Starts a server of ours again, for settings that need it; its URLs change.
    void restart();

    int major();

    /// A database of this server, with the rights of whoever makes the copy.
    DatabaseUrl url(String database);

    /// What to call the copy.
    String database();

    Path scratch();

    /// Whether the server is ours, so that roles and settings may be made on it.
    boolean isOurs();

    @Override
    void close();
}
