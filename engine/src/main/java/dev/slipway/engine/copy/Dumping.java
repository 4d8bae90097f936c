package dev.slipway.engine.copy;

import dev.slipway.engine.postgres.PgTools;
import dev.slipway.engine.postgres.ToolRun;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.sql.Identifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Takes dumps of a live database that are no backups: with rows left out, of the structure alone,
/// or from a replica, which exports no snapshot to count its rows in.
record Dumping(PgTools tools, DatabaseUrl source, Duration limit) {

    private static final String HAS_TABLE =
            "select to_regclass(format('%I.%I', ?::text, ?::text)) is not null";

    /// The bookkeeping of Slipway, which may not be there.
    private static final String OWN_TABLES = "slipway.*";

    Path rows(Path file, List<String> withoutRows) {
        dump(file, withoutRows.stream().map(each -> "--exclude-table-data=" + each).toList());
        return file;
    }

    void structure(Path file) {
        dump(file, List.of("--schema-only"));
    }

    /// The rows that say what was migrated.
    ///
    /// @return whether there are any
    boolean history(Path file, String schema, String table) {
        var tables = new ArrayList<String>();
        if (isThere(schema, table)) {
            tables.add("--table=" + Identifiers.quote(schema) + "." + Identifiers.quote(table));
        }
        if (isThere("slipway", "layout")) {
            tables.add("--table=" + OWN_TABLES);
        }
        if (!tables.isEmpty()) {
            tables.add("--data-only");
            dump(file, tables);
        }
        return !tables.isEmpty();
    }

    private boolean isThere(String schema, String table) {
        try (var connection = source.connect("slipway copy");
                var query = connection.prepareStatement(HAS_TABLE)) {
            query.setString(1, schema);
            query.setString(2, table);
            try (var row = query.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new CopyException("cannot look for the history in " + source, e);
        }
    }

    private void dump(Path file, List<String> what) {
        createPrivate(file);
        var arguments = new ArrayList<>(List.of("--format=custom", "--compress=1"));
        arguments.add("--file=" + file);
        arguments.addAll(what);
        var run = tools.run("pg_dump", source, arguments, limit);
        if (!run.succeeded()) {
            throw new CopyException(failed(run));
        }
    }

    private String failed(ToolRun run) {
        var words = run.lastWords();
        var hint =
                words.contains("conflict with recovery")
                        ? "%nThe replica gave way to what it replays: set hot_standby_feedback, raise max_standby_streaming_delay, or copy from the primary."
                                .formatted()
                        : "";
        return "Dumping %s failed: pg_dump said:%n%s%s".formatted(source, words, hint);
    }

    /// Data of people: nobody else may read it, from its first byte.
    private static void createPrivate(Path file) {
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new CopyException("cannot write the dump " + file, e);
        }
    }
}
