package dev.slipway.engine.rehearse;

import dev.slipway.migrate.DatabaseUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What is known of the database that the copy was made from: how large its tables are and how much
/// goes on there.
public record Source(List<Table> tables) {

    /// Nothing: the copy stands for itself.
    public static final Source UNKNOWN = new Source(List.of());

    /// Below this no work on a table is long.
    private static final long SMALL = 1 << 20;

    public Source {
        tables = List.copyOf(tables);
    }

    /// @param name with its schema, quoted where it needs it
    /// @param bytes of its rows, without those kept apart
    /// @param writesPerSecond requests that change rows; 0 where that is not counted
    /// @param readsPerSecond requests that read; 0 where that is not counted
    public record Table(String name, long bytes, double writesPerSecond, double readsPerSecond) {}

    /// What the server of the database has counted. Takes no lock on any table.
    ///
    /// @throws RehearseException when it cannot be asked
    public static Source read(DatabaseUrl database) {
        return SourceReader.read(database);
    }

    Optional<Table> table(String name) {
        return tables.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /// Whether the time that something took on the copy says how long it takes there: the table is
    /// small, or the copy holds most of it.
    boolean timed(String name, long bytesOfCopy) {
        return table(name)
                .filter(one -> one.bytes() < SMALL || bytesOfCopy >= one.bytes() / 2)
                .isPresent();
    }

    /// How many requests come to the table while the lock is held, in words; empty where that is
    /// not known.
    String waiting(String name, LockMode mode, Duration held) {
        return table(name)
                .map(one ->
                        mode.blocks() == LockMode.Blocks.READS
                                ? one.writesPerSecond() + one.readsPerSecond()
                                : one.writesPerSecond())
                .map(rate -> Math.round(rate * held.toNanos() / 1e9))
                .filter(requests -> requests > 0)
                .map(requests ->
                        requests == 1
                                ? ": about 1 request waits"
                                : ": about %d requests wait".formatted(requests))
                .orElse("");
    }
}
