package dev.slipway.engine.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.deploy.Build;
import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.deploy.Setting;
import dev.slipway.engine.ledger.StepRow;
import dev.slipway.engine.ledger.StepState;
import dev.slipway.engine.plan.Artefact;
import dev.slipway.engine.plan.Versions;
import dev.slipway.engine.validate.Check;
import dev.slipway.report.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepFormatTest {

    private static final String DATABASE = "postgres://ana@db:5432/shop?passfile=/etc/pgpass";
    private static final Instance INSTANCE =
            new Instance(
                    "a",
                    8081,
                    Path.of("/run/shop"),
                    List.of("java", "-jar", "{artefact}"),
                    Map.of(
                            "PORT", new Setting.Value("{port}"),
                            "KEY", new Setting.OfFile(Path.of("/etc/key")),
                            "TOKEN", new Setting.OfEnvironment("SHOP_TOKEN")),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(90));
    private static final List<Check> CHECKS =
            List.of(
                    new Check.HttpReady(URI.create("http://127.0.0.1/"), Optional.of("1.1.0")),
                    new Check.HttpReady(URI.create("http://127.0.0.1/"), Optional.empty()),
                    new Check.SchemaState(DATABASE, Path.of("/m"), true),
                    new Check.Command("sockets", List.of("check", "--a"), Duration.ofSeconds(5)));

    @Test
    void every_kind_of_step_is_read_as_it_was_written() {
        var steps =
                List.of(
                        new Step.Backup("b", DATABASE, Path.of("/backups")),
                        new Step.Drill("d", Path.of("/scratch")),
                        new Step.Rehearse(
                                "r", Path.of("/s"), Path.of("/m"), "abc", Optional.empty()),
                        new Step.Rehearse(
                                "q",
                                Path.of("/s"),
                                Path.of("/m"),
                                "abc",
                                Optional.of(Path.of("/q"))),
                        new Step.Migrate(
                                "m",
                                DATABASE,
                                Path.of("/m"),
                                "abc",
                                Duration.ofMillis(500),
                                Duration.ofMinutes(10)),
                        new Step.Restart(
                                "a",
                                INSTANCE,
                                new Build("1.1.0", new Artefact(Path.of("/v/a.jar"), "abc"))),
                        new Step.Validate("v", CHECKS));

        assertThat(steps).allSatisfy(step -> assertThat(read(step)).isEqualTo(step));
    }

    @Test
    void the_description_of_a_service_is_read_as_it_was_written() {
        var spec =
                new ServiceSpec(
                        "shop",
                        "production",
                        List.of(INSTANCE),
                        new Versions(Path.of("/versions"), "shop.jar"),
                        DATABASE,
                        CHECKS,
                        Path.of("/work-folder"));

        assertThat(SpecFormat.read(SpecFormat.write(spec).compact())).isEqualTo(spec);
    }

    @Test
    void the_first_form_never_changes() {
        var step =
                new Step.Migrate(
                        "migrate",
                        "postgres://ana@db:5432/shop",
                        Path.of("/m"),
                        "abc",
                        Duration.ofMillis(500),
                        Duration.ofMinutes(10));

        assertThat(StepFormat.write(step).data().pretty())
                .isEqualTo(
                        """
                        {
                          "database": "postgres://ana@db:5432/shop",
                          "migrations": "/m",
                          "digest": "abc",
                          "lock_timeout": "PT0.5S",
                          "lock_budget": "PT10M"
                        }\
                        """);
    }

    @Test
    void what_is_missing_is_named() {
        assertThatThrownBy(() ->
                        StepFormat.read(row("migrate", 1, Json.object().put("database", "d"))))
                .isInstanceOf(ReleaseException.class)
                .hasMessage("step s of release 7 has no text `migrations`");
    }

    @Test
    void a_description_with_a_password_is_refused_without_repeating_it() {
        for (var url :
                List.of(
                        "postgres://ana:s3cret@db/shop",
                        "jdbc:postgresql://db/shop?password=s3cret")) {
            assertThatThrownBy(() ->
                            new ServiceSpec(
                                    "shop",
                                    "production",
                                    List.of(INSTANCE),
                                    new Versions(Path.of("/versions"), "shop.jar"),
                                    url,
                                    List.of(),
                                    Path.of("/work-folder")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("?passfile=")
                    .hasMessageNotContaining("s3cret");
        }
    }

    private static Step read(Step step) {
        var written = StepFormat.write(step);
        var row = row(written.kind(), written.schemaVersion(), written.data());
        return StepFormat.read(
                new StepRow(
                        row.release(),
                        row.ordinal(),
                        written.id(),
                        row.kind(),
                        row.schemaVersion(),
                        row.data(),
                        row.state(),
                        row.worker(),
                        row.token(),
                        row.startedAt(),
                        row.changedAt(),
                        row.note()));
    }

    private static StepRow row(String kind, int schemaVersion, Json.Obj data) {
        return new StepRow(
                7,
                1,
                "s",
                kind,
                schemaVersion,
                data.compact(),
                StepState.PENDING,
                "",
                0,
                Optional.empty(),
                OffsetDateTime.MIN,
                "");
    }
}
