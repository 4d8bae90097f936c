package dev.slipway.service.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.report.Exit;
import dev.slipway.service.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an `ExecStartPre` is told.
class CheckSchemaTest {

    private static final String PASSWORD = "Tr0ub4dor-and-3";

    private static TestServer server;

    @TempDir private Path directory;
    private String database;
    private Shop shop;

    @BeforeAll
    static void startServer() throws IOException {
        server = TestServer.start();
        server.execute(
                "postgres",
                "create role reader login; alter role reader set default_transaction_read_only = on;"
                        + "create role locked login password '"
                        + PASSWORD
                        + "'");
        server.demandPassword("locked");
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @BeforeEach
    void oneMigration() throws IOException {
        database = server.newDatabase();
        migration("1_room.sql", "create table room (id int);");
        shop = new Shop(directory).set("SHOP_DATABASE_URL", server.url("postgres", database));
    }

    @Test
    void ready_and_pending_are_told_in_one_line() throws IOException {
        assertLine(
                Exit.PENDING,
                "Pending: 1 migration to apply, 0 applied. Run shop db migrate first.\n");
        shop.run("db", "migrate");
        assertLine(Exit.DONE, "Ready: 1 migration applied, none pending.\n");
        migration("2_poster.sql", "alter table room add poster text;");
        assertLine(
                Exit.PENDING,
                "Pending: 1 migration to apply, 1 applied. Run shop db migrate first.\n");
    }

    @Test
    void a_newer_schema_is_refused_unless_it_is_tolerated() throws IOException {
        migration("2_poster.sql", "alter table room add poster text;");
        shop.run("db", "migrate");
        Files.delete(directory.resolve("migrations/2_poster.sql"));

        assertLine(
                Exit.AHEAD,
                "Ahead: the database has migrations that the files do not. 2 (poster): is applied, and"
                        + " newer than every file: use newer files, or --ahead tolerate if this version"
                        + " works on it\n");
        assertThat(shop.run("check-schema", "--ahead", "tolerate").exit()).isEqualTo(Exit.DONE);
        assertThat(shop.run("check-schema", "--ahead", "tolerate-if-proven:1.0.0").out())
                .startsWith(
                        "Ahead: the database has migrations that the files do not, and 1.0.0 is not"
                                + " proven to work on it: slipway rehearse --old-version 1.0.0 --output"
                                + " json proves it, and slipway db migrate --verdict keeps the proof. ")
                .hasLineCount(1);
    }

    @Test
    void drift_and_a_failed_migration_are_told() throws IOException {
        shop.run("db", "migrate");
        migration("1_room.sql", "create table room (id bigint);");
        assertLine(
                Exit.DRIFT,
                "Drift: what was applied and what the files say differ. 1 (room): was applied, and"
                        + " 1_room.sql has changed since: bring back the applied text\n");

        server.execute(database, "update _sqlx_migrations set success = false");
        assertLine(
                Exit.DIRTY,
                "Dirty: a migration failed half-way. 1 (room): failed half-way: see what slipway db"
                        + " repair would do\n");
    }

    @Test
    void a_role_that_may_only_read_is_enough() throws IOException {
        shop.run("db", "migrate");
        server.execute(database, "grant select on _sqlx_migrations to reader");
        shop.set("SHOP_DATABASE_URL", server.url("reader", database));

        assertLine(Exit.DONE, "Ready: 1 migration applied, none pending.\n");
        migration("2_poster.sql", "alter table room add poster text;");
        assertThat(shop.run("check-schema").exit()).isEqualTo(Exit.PENDING);

        server.execute(database, "revoke select on _sqlx_migrations from reader");
        var denied = shop.run("check-schema");
        assertThat(denied.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(denied.err())
                .contains("permission denied for table _sqlx_migrations")
                .hasLineCount(1);
    }

    @Test
    void a_database_that_is_away_or_does_not_let_it_in_is_one() {
        shop.set("SHOP_DATABASE_URL", "postgres://shop:" + PASSWORD + "@127.0.0.1:1/shop");
        var away = shop.run("check-schema");
        assertThat(away)
                .isEqualTo(
                        new Shop.Run(
                                Exit.FAILED,
                                "",
                                "shop: cannot connect to postgres://shop@127.0.0.1:1/shop: no server"
                                        + " listens there: see that it runs, and that host and port are"
                                        + " right\n"));

        shop.set("SHOP_DATABASE_URL", server.url("locked", database))
                .set("SHOP_DATABASE_PASSWORD", "not-" + PASSWORD);
        var wrong = shop.run("check-schema");
        assertThat(wrong.exit()).isEqualTo(Exit.FAILED);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.err())
                .contains("password authentication failed for user \"locked\"")
                .doesNotContain(PASSWORD)
                .hasLineCount(1);

        shop.set("SHOP_DATABASE_PASSWORD", PASSWORD);
        assertThat(shop.run("check-schema").exit()).isEqualTo(Exit.PENDING);
    }

    @Test
    void a_configuration_that_is_wrong_is_told_without_the_secret_in_it() {
        shop.set("SHOP_SERVER_PROT", "1").set("SHOP_DATABASE_URL", "//x:" + PASSWORD + "@host/");

        var wrong = shop.run("check-schema");

        assertThat(wrong.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(wrong.out())
                .startsWith("The configuration is invalid: 2 problems. ")
                .endsWith(" (and 1 more)\n")
                .doesNotContain(PASSWORD)
                .hasLineCount(1);
    }

    @Test
    void with_a_thousand_migrations_it_takes_less_than_a_second() throws IOException {
        for (int i = 2; i <= 1_000; i++) {
            migration(i + "_next.sql", "select " + i + ";");
        }
        assertThat(shop.run("db", "migrate").exit()).isEqualTo(Exit.DONE);

        long fastest = LongStream.generate(this::check).limit(3).min().orElseThrow();

        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofSeconds(1));
    }

    private long check() {
        long began = System.nanoTime();
        assertLine(Exit.DONE, "Ready: 1000 migrations applied, none pending.\n");
        return System.nanoTime() - began;
    }

    private void assertLine(Exit exit, String line) {
        assertThat(shop.run("check-schema")).isEqualTo(new Shop.Run(exit, line, ""));
    }

    private void migration(String file, String sql) throws IOException {
        var folder = Files.createDirectories(directory.resolve("migrations"));
        Files.writeString(folder.resolve(file), sql);
    }
}
