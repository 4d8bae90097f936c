package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Statements;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One file of SQLx's offline cache, which `cargo sqlx prepare` writes for each query.
final class SqlxCache {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SqlxCache() {}

    static List<OldStatement> statements(String source, Path file, String text) {
        return Statements.split(query(file, text)).stream()
                .map(statement -> new OldStatement(source, statement.sql()))
                .toList();
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
