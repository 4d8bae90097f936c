package dev.slipway.engine.compat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The SQL that the old version sends, so that it can be tried on the new schema.
///
/// @param stale what the server knows from an earlier time; it is only counted
public record OldSql(List<OldStatement> statements, List<OldStatement> stale) {

    /// What a server calls its csvlog and its jsonlog; other tables and objects are none.
    private static final Pattern LOG_OF_FIELDS = Pattern.compile("postgresql.*\\.(csv|json)");

    public OldSql {
        statements = List.copyOf(statements);
        stale = List.copyOf(stale);
    }

    public OldSql(List<OldStatement> statements) {
        this(statements, List.of());
    }

    /// Reads a file, or a folder and those below it: SQLx's offline cache (`query-*.json`), a
    /// server's log (`.log`, and `postgresql*.csv` and `.json`), and `.sql` files, which may hold
    /// several statements and the names and parameters of sqlc. Other files of a folder are none of
    /// ours.
    ///
    /// @throws OldSqlException when there is nothing, or one cannot be read
    public static OldSql read(Path path) {
        if (Files.isRegularFile(path)) {
            var name = path.getFileName().toString();
            return new OldSql(kind(name).orElseGet(() -> Kind.of(path)).statements(name, path));
        }
        if (!Files.isDirectory(path)) {
            throw new OldSqlException(
                    "cannot read the old version's SQL in " + path + ": there is no such file");
        }
        var files = files(path);
        if (files.isEmpty()) {
            throw new OldSqlException(
                    path
                            + " holds no query-*.json, no .sql and no .log file: name the folder with"
                            + " the old version's SQL");
        }
        return new OldSql(files.stream().flatMap(file -> statements(path, file)).toList());
    }

    /// Both.
    public OldSql and(OldSql other) {
        return new OldSql(
                Stream.concat(statements.stream(), other.statements.stream()).toList(),
                Stream.concat(stale.stream(), other.stale.stream()).toList());
    }

    /// The same, run by `role` where nothing says who does.
    public OldSql under(String role) {
        return new OldSql(
                statements.stream()
                        .map(one -> one.role().isPresent() ? one : one.under(Optional.of(role)))
                        .toList(),
                stale);
    }

    private enum Kind {
        SQLX,
        LOG,
        SQL;

        /// Of a file whose name says nothing.
        static Kind of(Path file) {
            return ServerLog.statements("", file).isEmpty() ? SQL : LOG;
        }

        List<OldStatement> statements(String source, Path file) {
            return switch (this) {
                case SQLX -> SqlxCache.statements(source, file, text(file));
                case LOG -> ServerLog.statements(source, file);
                case SQL -> SqlFile.statements(source, text(file));
            };
        }
    }

    private static Optional<Kind> kind(String name) {
        if (name.startsWith("query-") && name.endsWith(".json")) {
            return Optional.of(Kind.SQLX);
        }
        if (name.endsWith(".sql")) {
            return Optional.of(Kind.SQL);
        }
        return name.endsWith(".log") || LOG_OF_FIELDS.matcher(name).matches()
                ? Optional.of(Kind.LOG)
                : Optional.empty();
    }

    private static List<Path> files(Path directory) {
        try (var all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> kind(file.getFileName().toString()).isPresent())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new OldSqlException(
                    "cannot read the old version's SQL in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Stream<OldStatement> statements(Path directory, Path file) {
        var source = directory.relativize(file).toString();
        return kind(file.getFileName().toString()).stream()
                .flatMap(kind -> kind.statements(source, file).stream());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new OldSqlException(file + " is not UTF-8 text: save it as UTF-8", e);
        } catch (IOException e) {
            throw new OldSqlException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
