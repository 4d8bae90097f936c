package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class FlywayContractTest extends ToolContract {

    @Override
    Format format() {
        return Formats.FLYWAY;
    }

    @Override
    void write(SampleMigration change) throws IOException {
        write("V" + change.version() + "__" + change.name() + ".sql", change.up());
        write("U" + change.version() + "__" + change.name() + ".sql", change.down());
    }

    @Override
    String reading() {
        return """
        select installed_rank, version, description, type, script, success
          from flyway_schema_history
         order by installed_rank
        """;
    }

    @Override
    List<String> recorded(List<SampleMigration> applied) {
        var rows = new ArrayList<String>();
        for (var change : applied) {
            rows.add(
                    "%d|%s|%s|SQL|V%s__%s.sql|t"
                            .formatted(
                                    rows.size() + 1,
                                    change.version(),
                                    change.name().replace('_', ' '),
                                    change.version(),
                                    change.name()));
        }
        return rows;
    }

    @Override
    List<String> toolCreates() {
        return List.of(
                """
                CREATE TABLE "public"."flyway_schema_history" (
                    "installed_rank" INT NOT NULL,
                    "version" VARCHAR(50),
                    "description" VARCHAR(200) NOT NULL,
                    "type" VARCHAR(20) NOT NULL,
                    "script" VARCHAR(1000) NOT NULL,
                    "checksum" INTEGER,
                    "installed_by" VARCHAR(100) NOT NULL,
                    "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
                    "execution_time" INTEGER NOT NULL,
                    "success" BOOLEAN NOT NULL,
                    CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank")
                );
                CREATE INDEX "flyway_schema_history_s_idx"
                    ON "public"."flyway_schema_history" ("success")
                """);
    }

    @Override
    List<String> toolApplied(SampleMigration change) {
        var crc = new CRC32();
        change.up().lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return List.of(
                """
                INSERT INTO "public"."flyway_schema_history"
                SELECT coalesce(max(installed_rank), 0) + 1, '%1$s', '%2$s', 'SQL',
                       'V%1$s__%3$s.sql', %4$s, current_user, now(), 1, true
                  FROM "public"."flyway_schema_history"
                """
                        .formatted(
                                change.version(),
                                change.name().replace('_', ' '),
                                change.name(),
                                (int) crc.getValue()));
    }

    @Override
    List<String> toolReverted(SampleMigration change, Optional<SampleMigration> before) {
        return List.of(
                "DELETE FROM flyway_schema_history WHERE version = '" + change.version() + "'");
    }

    /// Flyway's checksum does not see line endings.
    @Override
    @Test
    void other_line_endings_are_drift_by_that_name() throws Exception {
        write(ROOMS);
        migrate();
        write(ROOMS.withUp(ROOMS.up().replace("\n", "\r\n")));

        assertThat(status().state()).isEqualTo(State.READY);
        assertThat(status().problems()).isEmpty();
    }

    /// Flyway reads 1 and 1.0 as one version, so the file may have been renamed since.
    @Test
    void a_version_that_is_spelt_in_another_way_since_is_the_same() throws Exception {
        write("V1.0__rooms.sql", ROOMS.up());
        migrate();
        database.execute("delete from slipway.migration");
        Files.move(folder.resolve("V1.0__rooms.sql"), folder.resolve("V1__rooms.sql"));
        write("U1__rooms.sql", ROOMS.down());

        assertThat(migrate()).isEqualTo(new Outcome.Done(List.of()));

        assertThat(database.rows("select version from slipway.migration")).containsExactly("1.0");
        assertThat(status().state()).isEqualTo(State.READY);
        Files.delete(folder.resolve("U1__rooms.sql"));
        assertThat(migrator().build().down(DataLoss.REFUSE)).isInstanceOf(DownOutcome.Done.class);
        assertThat(database.rows("select version from slipway.migration")).isEmpty();
    }
}
