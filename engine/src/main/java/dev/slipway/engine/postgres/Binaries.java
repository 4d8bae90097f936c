package dev.slipway.engine.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A folder with `initdb`, `pg_ctl` and `postgres` of one major version.
public record Binaries(Path bin, int major) {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /// The versions that Slipway works with.
    private static final int OLDEST = 14;

    private static final int NEWEST = 18;

    /// The machine's own binaries of that major version, or else the bundled ones.
    ///
    /// @param cache the folder in which bundled ones are unpacked, once
    /// @throws PostgresException when there are neither; it says where was looked
    public static Binaries find(int major, Path cache) {
        return ofMachine(major).or(() -> ofArchive(major, cache)).orElseThrow(() -> missing(major));
    }

    /// The newest binaries that are here, the machine's own or bundled: for a server that stands
    /// for none in particular.
    ///
    /// @throws PostgresException when there are none
    public static Binaries newest(Path cache) {
        return IntStream.rangeClosed(OLDEST, NEWEST)
                .map(back -> OLDEST + NEWEST - back)
                .mapToObj(major -> ofMachine(major).or(() -> ofArchive(major, cache)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> missing(NEWEST));
    }

    /// The pinned binaries that come with Slipway, which no update of the operating system changes.
    ///
    /// @throws PostgresException when none of that major version came with it
    public static Binaries bundled(int major, Path cache) {
        return ofArchive(major, cache)
                .orElseThrow(() ->
                        new PostgresException(
                                "No PostgreSQL %d comes with this Slipway; looked in %s"
                                        .formatted(major, Archive.folder())));
    }

    /// The major version of the program `file`, as it says itself; empty when it does not run here.
    static OptionalInt majorOf(Path file) {
        if (!Files.isExecutable(file)) {
            return OptionalInt.empty();
        }
        try {
            var said = VERSION.matcher(Command.of(file.toString(), "--version").run(LIMIT).out());
            return said.find()
                    ? OptionalInt.of(Integer.parseInt(said.group(1)))
                    : OptionalInt.empty();
        } catch (PostgresException e) {
            return OptionalInt.empty();
        }
    }

    Path program(String name) {
        return bin.resolve(name);
    }

    private static Optional<Binaries> ofMachine(int major) {
        return ProgramFolders.ofServers(major).stream()
                .filter(bin -> isComplete(bin, major))
                .findFirst()
                .map(bin -> new Binaries(bin, major));
    }

    private static boolean isComplete(Path bin, int major) {
        return Files.isExecutable(bin.resolve("initdb"))
                && Files.isExecutable(bin.resolve("pg_ctl"))
                && majorOf(bin.resolve("postgres")).equals(OptionalInt.of(major));
    }

    private static Optional<Binaries> ofArchive(int major, Path cache) {
        return Archive.of(major)
                .map(archive -> new Binaries(archive.unpackInto(cache).resolve("bin"), major));
    }

    private static PostgresException missing(int major) {
        var places = List.of(ProgramFolders.ofServers(major), Archive.folder());
        return new PostgresException(
                "No PostgreSQL %d server is on this machine: apt-get install postgresql-%d. Looked in %s"
                        .formatted(major, major, places));
    }
}
