package dev.slipway.service.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Exit;
import dev.slipway.service.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class OperationsTest {

    private static TestServer server;

    @TempDir private Path directory;
    private String database;
    private Shop shop;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestServer.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void twoMigrations() throws IOException {
        database = server.newDatabase();
        migration("1_room.sql", "create table room (id int);");
        migration("2_poster.up.sql", "alter table room add poster text;");
        migration("2_poster.down.sql", "alter table room drop poster;");
        shop = new Shop(directory).set("SHOP_DATABASE_URL", server.url("postgres", database));
    }

    @Test
    void status_and_migrate_print_what_slipway_prints_and_migrate_does_it_once() {
        var before = shop.run("db", "status");
        assertThat(before.exit()).isEqualTo(Exit.PENDING);
        assertThat(before.out())
                .isEqualTo(
                        """
                        Pending: 2 migrations to apply, 0 applied.

                        Database
                          what         value
                          database     postgres://postgres@127.0.0.1:PORT/DATABASE
                          schema       public
                          format       sqlx
                          current      none
                          applied      0
                          pending      1, 2
                          bookkeeping  on
                        """
                                .replace("PORT", port())
                                .replace("DATABASE", database));

        assertThat(shop.run("db", "migrate").out()).startsWith("Applied 2 migrations in ");
        assertThat(shop.run("db", "migrate"))
                .isEqualTo(
                        new Shop.Run(
                                Exit.DONE, "Nothing to do: every migration is applied.\n", ""));
        assertThat(shop.run("db", "status").exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void a_dry_run_prints_the_sql_and_runs_none() {
        var dry = shop.run("db", "migrate", "--dry-run");

        assertThat(dry.exit()).isEqualTo(Exit.DONE);
        assertThat(dry.out()).contains("-- 2_poster.up.sql", "alter table room add poster text;");
        assertThat(server.value(database, "select to_regclass('room')")).isEqualTo("null");
    }

    @Test
    void down_takes_back_one_and_names_the_data_that_would_be_lost() {
        shop.run("db", "migrate");
        server.execute(database, "insert into room values (1, 'a.png')");

        var refused = shop.run("db", "down");
        assertThat(refused.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(refused.out()).contains("poster");

        assertThat(shop.run("db", "down", "--accept-data-loss").exit()).isEqualTo(Exit.DONE);
        assertThat(shop.run("db", "status").exit()).isEqualTo(Exit.PENDING);
    }

    @Test
    void json_and_yaml_hold_the_same() {
        shop.run("db", "migrate");

        var json = new JsonMapper().readTree(shop.run("db", "status", "-o", "json").out());

        assertThat(json.at("/state").asString()).isEqualTo("ready");
        assertThat(new YAMLMapper().readTree(shop.run("db", "status", "-o", "yaml").out()))
                .isEqualTo(json);
    }

    @Test
    void it_waits_for_the_migration_lock_no_longer_than_it_is_told_and_says_who_holds_it()
            throws Exception {
        migration("3_wait.sql", "select pg_advisory_xact_lock(77);");
        try (var blocker = server.database().withDatabase(database).connect("blocker");
                var statement = blocker.createStatement()) {
            statement.execute("select pg_advisory_lock(77)");
            var other = new Thread(() -> shop.run("db", "migrate"));
            other.start();
            awaitApplied("2");

            var locked = shop.run("db", "migrate", "--wait=0s");
            assertThat(locked.exit()).isEqualTo(Exit.LOCKED);
            assertThat(locked.out())
                    .startsWith("Nothing was applied: somebody else holds the migration lock.\n")
                    .contains("It is held by ");

            statement.execute("select pg_advisory_unlock(77)");
            other.join();
        }
        assertThat(shop.run("check-schema").exit()).isEqualTo(Exit.DONE);
    }

    @Test
    void the_service_is_asked_for_what_it_knows_and_serves_otherwise() {
        var operations = shop.operations();

        assertThat(operations.knows(List.of("db", "status"))).isTrue();
        assertThat(operations.knows(List.of("--config", "db", "check-schema"))).isTrue();
        assertThat(operations.knows(List.of("--server.port=1", "config"))).isTrue();
        for (var serving :
                List.of(
                        List.<String>of(),
                        List.of("web"),
                        List.of("--config", "db"),
                        List.of("web", "db"),
                        List.of("--server.port=1"))) {
            assertThat(operations.knows(serving)).as(serving.toString()).isFalse();
        }
    }

    @Test
    void the_configuration_is_read_as_the_service_reads_it() throws IOException {
        var elsewhere = server.newDatabase();
        Files.writeString(
                directory.resolve("other.yaml"),
                "database:\n  url: " + server.url("postgres", elsewhere) + "\n");
        var fromFile = new Shop(directory);

        assertThat(fromFile.run("--config", "other.yaml", "db", "migrate").exit())
                .isEqualTo(Exit.DONE);
        assertThat(
                        fromFile.run(
                                        "check-schema",
                                        "--database.url=" + server.url("postgres", elsewhere))
                                .exit())
                .isEqualTo(Exit.DONE);
        assertThat(fromFile.run("db", "status", "--config", "gone.yaml").exit())
                .isEqualTo(Exit.USAGE);
        var invalid = fromFile.run("db", "migrate");
        assertThat(invalid.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(invalid.out()).contains("database.url is required and not set.");
    }

    @Test
    void what_is_no_command_and_no_option_ends_with_two_and_a_hint() {
        assertThat(shop.run("db", "staus"))
                .isEqualTo(
                        new Shop.Run(
                                Exit.USAGE,
                                "",
                                """
                                shop: Unmatched argument at index 1: 'staus'
                                See 'shop db --help' for what it takes.
                                """));
        assertThat(shop.run("db", "migrate", "--lock-timeout", "soon").err())
                .isEqualTo(
                        """
                        shop: Invalid value for option '--lock-timeout': 'soon' is no time such as 500ms, 30s, 5m, 2h, 1d or PT30S
                        See 'shop db migrate --help' for what it takes.
                        """);
        for (var wrong :
                List.of(
                        "db",
                        "config",
                        "db migrate --force",
                        "db status -o html",
                        "db status --ahead maybe",
                        "config show --output",
                        "config validate extra",
                        "check-schema --server.port 1")) {
            var run = shop.run(wrong.split(" ", -1));
            assertThat(run.exit()).as(wrong).isEqualTo(Exit.USAGE);
            assertThat(run.err()).as(wrong).contains("shop").doesNotContain("\tat ");
            assertThat(run.out()).as(wrong).isEmpty();
        }
    }

    @Test
    void each_command_has_its_help() {
        for (var command :
                List.of(
                        "db",
                        "db status",
                        "db migrate",
                        "db down",
                        "config",
                        "config validate",
                        "config show",
                        "config schema",
                        "check-schema")) {
            var help = shop.run((command + " --help").split(" ", -1));
            assertThat(help.exit()).as(command).isEqualTo(Exit.DONE);
            assertThat(help.out())
                    .as(command)
                    .startsWith("Usage: shop " + command)
                    .contains("--config FILE and --section.key=VALUE are taken here too.");
        }
    }

    @Test
    void migrations_that_are_wrong_and_faults_of_the_service_are_one_sentence() throws IOException {
        migration("2_again.sql", "select 1;");
        var twice = shop.run("db", "status");
        assertThat(twice.exit()).isEqualTo(Exit.USAGE);
        assertThat(twice.err()).startsWith("shop: ").hasLineCount(1);

        shop.set("SHOP_DATABASE_URL", "https://shop:hunter2@host/");
        var odd = shop.run("db", "status");
        assertThat(odd.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(odd.err())
                .startsWith("shop: the configuration does not lead to a database: ")
                .doesNotContain("hunter2")
                .hasLineCount(1);

        shop.set("SHOP_DATABASE_URL", Shop.FAULT).set("SHOP_DATABASE_PASSWORD", "hunter2");
        assertThat(shop.run("db", "status").err())
                .matches(
                        "shop: it failed by a fault of the program, IllegalStateException in"
                                + " dev\\.slipway\\.service\\.operations\\.Shop:[0-9]+: tell its makers\n");
    }

    private void awaitApplied(String count) throws InterruptedException {
        long end = System.nanoTime() + 30_000_000_000L;
        while (!server.value(
                        database,
                        "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                .equals("1")) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(10);
        }
        assertThat(server.value(database, "select count(*) from _sqlx_migrations"))
                .isEqualTo(count);
    }

    private String port() {
        return Integer.toString(server.database().port());
    }

    private void migration(String file, String sql) throws IOException {
        var folder = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(folder.resolve(file), sql);
    }
}
