package dev.slipway.engine.backup;

import dev.slipway.report.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A backup that was taken, and what its file and its database were like at that instant.
///
/// @param file in `pg_dump`'s custom format
/// @param sha256 of the file, in hex
/// @param rowCounts rows by table, counted in the snapshot that was dumped
/// @param roles that the schema names, and that a server must have before it can restore this
/// @param at the database's time of the snapshot
/// @param serverMajor the major version of the server it came from
public record BackupSet(
        Path file,
        String sha256,
        long bytes,
        SortedMap<String, Long> rowCounts,
        List<String> roles,
        OffsetDateTime at,
        Duration took,
        int serverMajor) {

    private static final JsonMapper JSON = new JsonMapper();

    public BackupSet {
        rowCounts = Collections.unmodifiableSortedMap(new TreeMap<>(rowCounts));
        roles = List.copyOf(roles);
    }

    /// The rows of all tables together.
    public long rows() {
        return rowCounts.values().stream().mapToLong(Long::longValue).sum();
    }

    /// The same where its file lies in `folder`, if it does.
    public BackupSet in(Path folder) {
        var there = folder.resolve(file.getFileName());
        return Files.exists(there)
                ? new BackupSet(there, sha256, bytes, rowCounts, roles, at, took, serverMajor)
                : this;
    }

    /// Everything, so that another process can read it back with [#parse].
    public Json.Obj toJson() {
        var counts = new LinkedHashMap<String, Json>();
        rowCounts.forEach((table, rows) -> counts.put(table, new Json.Num(rows.toString())));
        return Json.object()
                .put("file", file.toString())
                .put("sha256", sha256)
                .put("bytes", bytes)
                .put("row_counts", new Json.Obj(counts))
                .put("roles", Json.strings(roles))
                .put("at", at.toString())
                .put("took_ms", took.toMillis())
                .put("server_major", serverMajor);
    }

    /// Reads what [#toJson] wrote.
    ///
    /// @throws IllegalArgumentException when it is something else
    public static BackupSet parse(String json) {
        try {
            var node = JSON.readTree(json);
            var counts = new TreeMap<String, Long>();
            node.required("row_counts")
                    .properties()
                    .forEach(field -> counts.put(field.getKey(), field.getValue().asLong()));
            return new BackupSet(
                    Path.of(text(node, "file")),
                    text(node, "sha256"),
                    node.required("bytes").asLong(),
                    counts,
                    node.required("roles").valueStream().map(JsonNode::asString).toList(),
                    OffsetDateTime.parse(text(node, "at")),
                    Duration.ofMillis(node.required("took_ms").asLong()),
                    node.required("server_major").asInt());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not the record of a backup: " + json, e);
        }
    }

    private static String text(JsonNode node, String field) {
        return node.required(field).asString();
    }
}
