package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Statements;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads the statements in a server's log, as `log_statement` and `log_min_duration_statement`
/// write them: each text once, with the line where it came first. A log is read line by line,
/// whatever its size.
final class ServerLog {

    private static final Pattern STATEMENT =
            Pattern.compile(
                    "(?:duration: [\\d.]+ ms\\s+)?"
                            + "(?:statement|execute(?: fetch from)? [^:\\n]+): (.*)",
                    Pattern.DOTALL);

    private final String source;
    private final LogLayout layout;
    private final Map<String, OldStatement> found = new LinkedHashMap<>();
    private final StringBuilder entry = new StringBuilder();
    private int line;
    private int begins;

    private ServerLog(String source, LogLayout layout) {
        this.source = source;
        this.layout = layout;
    }

    /// Bytes that are no UTF-8 become replacement characters: such a statement fails on both
    /// schemas.
    static List<OldStatement> statements(String source, Path file) {
        try (var in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8);
                var lines = new BufferedReader(in)) {
            var first = Optional.ofNullable(lines.readLine()).orElse("");
            var log = new ServerLog(source, LogLayout.of(first));
            log.read(first);
            lines.lines().forEach(log::read);
            log.end();
            return List.copyOf(log.found.values());
        } catch (IOException e) {
            throw new OldSqlException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private void read(String text) {
        line++;
        if (!entry.isEmpty() && layout.continues(entry.toString(), text)) {
            entry.append('\n').append(text);
            return;
        }
        end();
        begins = line;
        entry.append(text);
    }

    private void end() {
        layout.said(entry.toString()).ifPresent(this::collect);
        entry.setLength(0);
    }

    private void collect(LogLayout.Said said) {
        var match = STATEMENT.matcher(said.message());
        if (match.matches()) {
            for (var one : Statements.split(match.group(1))) {
                found.putIfAbsent(one.sql(), statement(one.sql(), said.role()));
            }
        }
    }

    private OldStatement statement(String sql, Optional<String> role) {
        return new OldStatement(source + ":" + begins, sql, role, OptionalLong.empty());
    }
}
