package dev.slipway.migrate;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

class SqlxContractTest extends ToolContract {

    @Override
    Format format() {
        return Formats.SQLX;
    }

    @Override
    void write(SampleMigration change) throws IOException {
        var name = change.version() + "_" + change.name();
        write(name + ".up.sql", text(change));
        write(name + ".down.sql", change.down());
    }

    private static String text(SampleMigration change) {
        return (change.transactional() ? "" : "-- no-transaction\n") + change.up();
    }

    @Override
    String reading() {
        return """
        select version, description, success, octet_length(checksum), execution_time > 0
          from _sqlx_migrations
         order by version
        """;
    }

    @Override
    List<String> recorded(List<SampleMigration> applied) {
        return applied.stream()
                .map(change -> change.version() + "|" + change.name().replace('_', ' ') + "|t|48|t")
                .sorted()
                .toList();
    }

    @Override
    List<String> toolCreates() {
        return List.of(
                """
                CREATE TABLE IF NOT EXISTS _sqlx_migrations (
                    version BIGINT PRIMARY KEY,
                    description TEXT NOT NULL,
                    installed_on TIMESTAMPTZ NOT NULL DEFAULT now(),
                    success BOOLEAN NOT NULL,
                    checksum BYTEA NOT NULL,
                    execution_time BIGINT NOT NULL
                )
                """);
    }

    @Override
    List<String> toolApplied(SampleMigration change) {
        return List.of(
                """
                INSERT INTO _sqlx_migrations
                       (version, description, success, checksum, execution_time)
                VALUES (%s, '%s', TRUE, sha384('%s'), -1)
                """
                        .formatted(change.version(), change.name(), text(change)),
                "UPDATE _sqlx_migrations SET execution_time = 1000 WHERE version = "
                        + change.version());
    }

    @Override
    List<String> toolReverted(SampleMigration change, Optional<SampleMigration> before) {
        return List.of("DELETE FROM _sqlx_migrations WHERE version = " + change.version());
    }
}
