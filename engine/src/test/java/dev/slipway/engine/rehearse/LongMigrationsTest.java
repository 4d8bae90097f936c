package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Finding;
import dev.slipway.report.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongMigrationsTest {

    @Test
    void statements_of_a_migration_count_together() {
        assertThat(untold(Optional.empty(), statement("2_a.sql", 20), statement("3_b.sql", 20)))
                .isEmpty();
        assertThat(untold(Optional.empty(), statement("2_a.sql", 20), statement("2_a.sql", 11)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo("time/long-migration");
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.fact())
                            .isEqualTo("takes 31.0 s, which is longer than 30.0 s");
                    assertThat(finding.evidence()).isEqualTo("no release notes were given");
                    assertThat(finding.remedy())
                            .isEqualTo(
                                    "Write in the release notes that 2_a.sql takes about 31.0 s, and"
                                            + " give them with --notes.");
                });
    }

    @Test
    void the_notes_name_its_file_or_its_version() {
        var slow = statement("2_a.sql", 31);

        assertThat(untold(Optional.of("Nothing special."), slow))
                .extracting(Finding::evidence)
                .containsExactly("the release notes do not name it");
        assertThat(untold(Optional.of("2_a.sql takes half a minute."), slow)).isEmpty();
        assertThat(untold(Optional.of("Migration 2 takes half a minute."), slow)).isEmpty();
        assertThat(untold(Optional.of("Version 2.1, after 1.2 and 12"), slow)).hasSize(1);
    }

    @Test
    void what_the_notes_name_is_told_all_the_same() {
        assertThat(migrations(Optional.of("2"), statement("2_a.sql", 31)).told())
                .extracting(Finding::severity)
                .containsExactly(Severity.NOTE);
    }

    private static List<Finding> untold(Optional<String> notes, RehearsedStatement... statements) {
        return migrations(notes, statements).untold();
    }

    private static LongMigrations migrations(
            Optional<String> notes, RehearsedStatement... statements) {
        return new LongMigrations(
                List.of(statements),
                Map.of("2_a.sql", "2", "3_b.sql", "3"),
                new Yardstick(Source.UNKNOWN, Yardstick.LONGEST, notes));
    }

    private static RehearsedStatement statement(String file, int seconds) {
        return new RehearsedStatement(
                file,
                1,
                "select 1",
                Duration.ofSeconds(seconds),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0);
    }
}
