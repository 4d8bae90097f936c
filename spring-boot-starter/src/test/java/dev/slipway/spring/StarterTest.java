package dev.slipway.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.service.drain.Drain;
import dev.slipway.service.health.Dependency;
import dev.slipway.service.health.Health;
import dev.slipway.service.health.HealthServer;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What the starter makes of its properties and of the beans of an application without a server.
class StarterTest {

    private final TestDatabase database = TestServer.newDatabase();

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Plain {}

    @Test
    void the_database_of_the_pool_is_migrated_as_its_properties_say() {
        database.execute("create schema \"Till 1\"");

        try (var context =
                start(
                        "slipway.migrations.format=sqlx",
                        "slipway.migrations.location=classpath:/first-migrations",
                        "slipway.migrations.schema=Till 1",
                        "slipway.migrations.table=done",
                        "spring.main.lazy-initialization=true")) {
            assertThat(database.ask("select count(*) from \"Till 1\".done")).isEqualTo("1");
            assertThat(context.getBean(Health.class).ready().body().compact())
                    .contains("\"state\":\"ready\"", "\"schema\":\"1\"");
        }
    }

    @Test
    void a_key_that_is_not_known_stops_the_start() {
        assertThatThrownBy(
                        () -> start("slipway.migrations.format=sqlx", "slipway.migration.wait=1s"))
                .hasRootCauseInstanceOf(UnboundConfigurationPropertiesException.class)
                .rootCause()
                .hasMessageContaining("slipway.migration.wait");
    }

    @Test
    void without_a_format_nothing_is_migrated_and_nothing_starts() {
        assertRefused(
                refusal(),
                "What format the migrations are in is not told.",
                "Set slipway.migrations.format to one of slipway, sqlx, goose, flyway,"
                        + " golang-migrate, dbmate; or slipway.migrations.enabled=false, if"
                        + " something else migrates.");
        assertThat(refusal("slipway.migrations.format=liquibase").getDescription())
                .isEqualTo("There is no format 'liquibase' of migrations.");
        assertThat(
                        refusal(
                                        "slipway.migrations.format=sqlx",
                                        "slipway.migrations.location=nowhere")
                                .getDescription())
                .isEqualTo("the class path has no folder nowhere: put the migrations there");
    }

    @Test
    void a_database_that_is_ahead_is_refused_or_tolerated() {
        var newer =
                MigrationSet.fromClassPath(Formats.SQLX, getClass().getClassLoader(), "migrations");
        var outcome =
                Migrator.builder().database(database.url()).migrations(newer).build().migrate();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);

        var refused = refusal(older("refuse"));
        assertThat(refused.getDescription())
                .startsWith(
                        "Nothing was applied. Ahead: the database has migrations that the files")
                .contains("2");
        assertThat(refused.getAction())
                .isEqualTo(
                        "Start the version that has them. If this one works on them, set"
                                + " slipway.migrations.ahead to tolerate, or to"
                                + " tolerate-if-proven where a rehearsal proved it.");
        assertThat(refusal(older("tolerate-if-proven")).getDescription())
                .contains("3.6.1 is not proven to work on it", "slipway rehearse");
        try (var context = start(older("tolerate"))) {
            assertThat(context.getBean(Health.class).startup().status()).isEqualTo(200);
        }
    }

    @Test
    void an_application_that_does_not_know_its_version_cannot_be_proven() {
        var nameless = new Application("shop", Optional.empty(), "shop-1");

        assertThatThrownBy(() -> AheadPolicy.TOLERATE_IF_PROVEN.of(nameless))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("it does not know which it is");
    }

    private static String[] older(String ahead) {
        return new String[] {
            "slipway.migrations.format=sqlx",
            "slipway.migrations.location=first-migrations",
            "slipway.migrations.ahead=" + ahead
        };
    }

    @Test
    void a_database_that_is_not_there_is_told_without_its_password() {
        assertThat(
                        refusal(
                                        "slipway.migrations.format=sqlx",
                                        "spring.datasource.url=jdbc:postgresql://localhost:1/shop")
                                .getDescription())
                .startsWith("cannot connect to postgres://shop%20owner@localhost:1/shop")
                .doesNotContain("hunter2");
    }

    @Test
    void an_application_that_something_else_migrates_has_started_when_it_has() {
        try (var context = start("slipway.migrations.enabled=false")) {
            assertThat(context.getBean(Health.class).ready().body().compact())
                    .contains("\"state\":\"ready\"", "\"name\":\"database\",\"state\":\"up\"");
            assertThat(database.ask("select to_regclass('item') is null")).isEqualTo("t");
        }
    }

    @Test
    void a_pause_that_leaves_no_time_is_refused() {
        assertRefused(
                refusal(
                        "slipway.migrations.enabled=false",
                        "slipway.health.port=0",
                        "slipway.drain.pause=30s"),
                "a pause of PT30S leaves nothing of a drain of PT30S",
                "Set slipway.drain.limit higher, or slipway.drain.pause lower.");
    }

    @Test
    void a_port_for_health_that_is_taken_is_named() throws Exception {
        try (var taken = new ServerSocket(0)) {
            assertThat(
                            refusal(
                                            "slipway.migrations.enabled=false",
                                            "slipway.health.port=" + taken.getLocalPort())
                                    .getDescription())
                    .contains("cannot listen at", ":" + taken.getLocalPort());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnPool {

        @Bean
        DataSource pool() {
            return new PGSimpleDataSource();
        }
    }

    @Test
    void a_pool_of_unknown_making_wants_its_database_named() {
        assertRefused(
                refusal(List.of(Plain.class, OwnPool.class), "slipway.migrations.format=sqlx"),
                "What database to migrate is not known: the DataSource was not made from"
                        + " spring.datasource, nor from one JdbcConnectionDetails.",
                "Declare a bean of type DatabaseUrl, or set slipway.migrations.enabled=false.");
    }

    @Test
    void beans_of_the_application_go_before_those_of_the_starter() {
        var health = Health.of("own", "1");
        var own = Drain.of(health).pause(Duration.ZERO).build();
        var application =
                builder(List.of(Plain.class, OwnPool.class))
                        .initializers(context -> {
                            var beans = context.getBeanFactory();
                            beans.registerSingleton("url", database.url());
                            beans.registerSingleton("drain", own);
                            beans.registerSingleton(
                                    "slipwayDatabaseDependency", Dependency.of("pool", () -> {}));
                        });

        try (var context = application.run("--slipway.migrations.format=sqlx")) {
            assertThat(context.getBean(Drain.class)).isSameAs(own);
            assertThat(context.getBean(DatabaseUrl.class).database()).isEqualTo(database.name());
            assertThat(database.ask("select count(*) from item")).isEqualTo("1");
            assertThat(context.getBean(Health.class).ready().body().compact())
                    .contains("\"name\":\"pool\",\"state\":\"up\"")
                    .doesNotContain("\"name\":\"database\"");
        }
    }

    @Test
    void health_has_no_port_unless_one_is_named_and_ends_last() {
        try (var context = start("slipway.migrations.enabled=false")) {
            assertThat(context.getBeanNamesForType(HealthServer.class)).isEmpty();
        }

        var context =
                start(
                        "slipway.migrations.enabled=false",
                        "slipway.drain.pause=0s",
                        "slipway.health.port=0");
        int port = context.getBean(HealthServer.class).port();
        assertThat(Port.accepts(port)).isTrue();
        context.close();
        assertThat(Port.accepts(port)).isFalse();
    }

    private ConfigurableApplicationContext start(String... properties) {
        return builder(List.of(Plain.class)).run(arguments(properties));
    }

    private static SpringApplicationBuilder builder(List<Class<?>> sources) {
        return new SpringApplicationBuilder(sources.toArray(Class<?>[]::new))
                .web(WebApplicationType.NONE)
                .logStartupInfo(false);
    }

    private String[] arguments(String... properties) {
        var arguments = new ArrayList<String>();
        database.properties().forEach((name, value) -> arguments.add("--" + name + "=" + value));
        for (var property : properties) {
            arguments.removeIf(one -> one.startsWith("--" + property.split("=", -1)[0] + "="));
            arguments.add("--" + property);
        }
        return arguments.toArray(String[]::new);
    }

    private FailureAnalysis refusal(String... properties) {
        return refusal(List.of(Plain.class), properties);
    }

    /// What Boot prints of it.
    private FailureAnalysis refusal(List<Class<?>> sources, String... properties) {
        var failure = catchThrowable(() -> builder(sources).run(arguments(properties)).close());
        var analysis = new StartRefusedAnalyzer().analyze(failure);
        if (analysis == null) {
            throw new AssertionError("not refused", failure);
        }
        return analysis;
    }

    private static void assertRefused(FailureAnalysis told, String description, String action) {
        assertThat(told.getDescription()).isEqualTo(description);
        assertThat(told.getAction()).isEqualTo(action);
    }
}
