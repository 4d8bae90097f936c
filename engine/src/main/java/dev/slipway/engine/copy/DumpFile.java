package dev.slipway.engine.copy;

import dev.slipway.engine.postgres.PgTools;
import dev.slipway.engine.postgres.ToolRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A dump that is on the disk, recognised by what is in it.
///
/// @param major of the server that it was taken from
record DumpFile(Path path, Kind kind, int major) {

    enum Kind {
        /// Custom or a directory: for `pg_restore`, several at a time.
        ARCHIVE,
        /// For `pg_restore`, one after another.
        TAR,
        /// SQL: for `psql`.
        PLAIN
    }

    private static final Pattern FROM = Pattern.compile("Dumped from database version:? (\\d+)");
    private static final Pattern PLAIN_BEGINS =
            Pattern.compile("\\s*--\\R-- PostgreSQL database (cluster )?dump");
    private static final String PLAIN_ENDS = "-- PostgreSQL database dump complete";
    private static final int HEAD_BYTES = 32 * 1024;
    private static final int TAIL_BYTES = 4096;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /// @param scratch a folder to write in
    /// @throws CopyException when it cannot be restored as it is; it says why
    static DumpFile of(Path path, Path scratch) {
        try {
            var plain = plain(path);
            return plain.isPresent() ? plain.get() : archive(path, scratch.resolve("list"));
        } catch (IOException e) {
            throw new CopyException("cannot read the dump " + path, e);
        }
    }

    /// The newest client reads the formats of all before it.
    private static DumpFile archive(Path path, Path list) throws IOException {
        if (!Files.isReadable(path)) {
            throw new CopyException("there is no dump %s that may be read".formatted(path));
        }
        var tools = PgTools.newest();
        var run =
                tools.run(
                        "pg_restore", List.of("--list", "--file=" + list, path.toString()), LIMIT);
        if (!run.succeeded()) {
            throw new CopyException(unreadable(path, run.lastWords(), tools.major()));
        }
        var head = head(list);
        var kind = head.contains("Format: TAR") ? Kind.TAR : Kind.ARCHIVE;
        return new DumpFile(path, kind, major(path, head));
    }

    ToolRun restore(Restoring restoring) {
        return switch (kind) {
            case ARCHIVE -> restoring.archive(path);
            case TAR -> restoring.tar(path);
            case PLAIN -> restoring.plain(path);
        };
    }

    /// Its SQL without rows, or, of a plain one, with them.
    Path structure(PgTools tools, Path scratch, Duration limit) {
        if (kind == Kind.PLAIN) {
            return path;
        }
        var sql = scratch.resolve("structure.sql");
        var arguments = List.of("--schema-only", "--file=" + sql, path.toString());
        tools.run("pg_restore", arguments, limit).orThrow("Reading the structure of " + path);
        return sql;
    }

    private static String unreadable(Path path, String words, int client) {
        if (words.contains("unsupported version")) {
            return "%s was written by a pg_dump newer than the pg_restore %d that is here: apt-get install a newer postgresql-client (%s)"
                    .formatted(path, client, words);
        }
        return "%s is no dump that can be restored, or is cut off: take another with pg_dump (%s)"
                .formatted(path, words);
    }

    private static Optional<DumpFile> plain(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return Optional.empty();
        }
        var head = head(path);
        var begin = PLAIN_BEGINS.matcher(head);
        if (!begin.lookingAt()) {
            return Optional.empty();
        }
        if (begin.group(1) != null) {
            throw new CopyException(
                    path + " is a dump of a whole cluster: dump the one database with pg_dump");
        }
        if (head.contains("\n\\connect ")) {
            throw new CopyException(
                    path
                            + " was taken with --create and would be restored elsewhere than into the copy: take it without");
        }
        if (!tail(path).contains(PLAIN_ENDS)) {
            throw new CopyException(
                    "%s is cut off: its last line is not \"%s\"; take another"
                            .formatted(path, PLAIN_ENDS));
        }
        return Optional.of(new DumpFile(path, Kind.PLAIN, major(path, head)));
    }

    private static int major(Path path, String text) {
        var from = FROM.matcher(text);
        if (!from.find()) {
            throw new CopyException(
                    path
                            + " does not say which PostgreSQL it was taken from: take another with pg_dump");
        }
        return Integer.parseInt(from.group(1));
    }

    /// One byte a character, so that no file is refused for what its bytes are.
    private static String head(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
        }
    }

    private static String tail(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            var bytes = new byte[(int) Math.min(TAIL_BYTES, file.length())];
            file.seek(file.length() - bytes.length);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
