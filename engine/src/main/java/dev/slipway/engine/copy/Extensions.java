package dev.slipway.engine.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The extensions that a copy needs of its server.
final class Extensions {

    private static final String AVAILABLE = "select name from pg_available_extensions";

    /// Debian's packages, where they are called otherwise than their extension.
    private static final Map<String, String> PACKAGES =
            Map.of(
                    "postgis", "postgis-3",
                    "postgis_topology", "postgis-3",
                    "vector", "pgvector",
                    "pg_cron", "cron",
                    "pg_partman", "partman",
                    "pg_repack", "repack",
                    "pgaudit", "pgaudit",
                    "rum", "rum");

    private Extensions() {}

    /// @throws CopyException that names each that the server lacks, and what to install
    static void require(Connection server, List<String> wanted, int major) throws SQLException {
        var available = new HashSet<>(Source.names(server, AVAILABLE));
        var missing = wanted.stream().filter(name -> !available.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new CopyException(
                    "the source has the %s %s, which the PostgreSQL %d of the copy lacks: apt-get install %s, or name a server that has %s with --scratch-url"
                            .formatted(
                                    missing.size() == 1 ? "extension" : "extensions",
                                    String.join(", ", missing),
                                    major,
                                    packages(missing, major),
                                    missing.size() == 1 ? "it" : "them"));
        }
    }

    private static String packages(List<String> missing, int major) {
        return missing.stream()
                .map(name ->
                        "postgresql-%d-%s"
                                .formatted(
                                        major, PACKAGES.getOrDefault(name, name.replace('_', '-'))))
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
