package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Statements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The SQL that the old version sends, so that it can be tried on the new schema.
public record OldSql(List<OldStatement> statements) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public OldSql {
        statements = List.copyOf(statements);
    }

    /// Reads a folder and those below it: SQLx's offline cache (`query-*.json`) and `.sql` files,
    /// which may hold several statements. Other files are none of ours.
    ///
    /// @throws OldSqlException when the folder is missing or empty of them, or one cannot be read
    public static OldSql read(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new OldSqlException(
                    "cannot read the old version's SQL in " + directory + ": it is no folder");
        }
        var files = files(directory);
        if (files.isEmpty()) {
            throw new OldSqlException(
                    directory
                            + " holds no query-*.json and no .sql file: name the folder with the old"
                            + " version's SQL");
        }
        return new OldSql(files.stream().flatMap(file -> statements(directory, file)).toList());
    }

    private static List<Path> files(Path directory) {
        try (var all = Files.walk(directory)) {
            return all.filter(OldSql::holdsSql).sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new OldSqlException(
                    "cannot read the old version's SQL in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static boolean holdsSql(Path file) {
        var name = file.getFileName().toString();
        return Files.isRegularFile(file) && (name.endsWith(".sql") || isCache(name));
    }

    private static boolean isCache(String name) {
        return name.startsWith("query-") && name.endsWith(".json");
    }

    private static Stream<OldStatement> statements(Path directory, Path file) {
        var source = directory.relativize(file).toString();
        var text = text(file);
        if (isCache(file.getFileName().toString())) {
            return Statements.split(query(file, text)).stream()
                    .map(statement -> new OldStatement(source, statement.sql()));
        }
        return Statements.split(text).stream()
                .map(one -> new OldStatement(source + ":" + one.line(), one.sql()));
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

    private static String query(Path file, String text) {
        try {
            return JSON.readTree(text)
                    .optional("query")
                    .filter(JsonNode::isString)
                    .map(JsonNode::stringValue)
                    .orElseThrow(() -> notACache(file, "it has no text field \"query\"", null));
        } catch (JacksonException e) {
            throw notACache(file, e.getOriginalMessage(), e);
        }
    }

    private static OldSqlException notACache(Path file, String why, @Nullable Throwable cause) {
        var message = file + " is no query of SQLx's offline cache: " + why;
        return new OldSqlException(message + "; run cargo sqlx prepare again", cause);
    }
}
