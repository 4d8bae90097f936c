package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a database that refuses us is told, by commands that work as a role of no rights.
class DbRefusalsTest extends DatabaseFixture {

    @BeforeAll
    void makeRole() throws SQLException {
        server.execute("postgres", "create role clerk");
    }

    @BeforeEach
    void firstMigration() throws IOException {
        write("1_rooms.sql", "create table room (id int);");
    }

    @Test
    void a_right_that_is_missing_before_anything_runs_blocks() throws Exception {
        var refused = db("migrate", "--role", "clerk");

        assertThat(refused)
                .isEqualTo(
                        new Slipway(
                                3,
                                "",
                                "slipway: failed while migrating "
                                        + database
                                        + ": permission denied for schema public [42501]: slipway db"
                                        + " verify names what this role lacks\n"));
        assertThat(db("verify", "--role", "clerk").exit()).isEqualTo(3);
    }

    @Test
    void a_right_that_a_migration_lacks_blocks() throws Exception {
        execute(
                "grant all on schema public to clerk; create schema aside; create table aside.a ()");
        write("2_drop.sql", "drop table aside.a;");

        var refused = db("migrate", "--role", "clerk");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.out())
                .contains(
                        "Failed at 2_drop.sql:1: 1 migration before it applied; permission denied")
                .contains(
                        "nothing of it is left: see with slipway db verify what the role lacks, grant"
                                + " it and run again");
    }

    @Test
    void no_answer_of_the_server_is_told_twice_or_with_its_position() throws Exception {
        execute(
                "create table _sqlx_migrations (version bigint, description text, success boolean,"
                        + " checksum bytea, execution_time bigint, installed_on timestamptz);"
                        + " alter table _sqlx_migrations enable row level security;"
                        + " grant all on schema public to clerk");

        var refused = db("status", "--role", "clerk");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err())
                .containsOnlyOnce("permission denied for table _sqlx_migrations")
                .doesNotContain("ERROR", "Position")
                .hasLineCount(1);
    }

    @Test
    void a_schema_that_another_role_takes_for_its_own_is_told_before_a_release() throws Exception {
        write("own/1_rooms.up.sql", "create table room (id int);");
        execute("alter database " + database.database() + " set search_path = \"$user\", public");

        var verified = own("verify");

        assertThat(verified.exit()).isEqualTo(3);
        assertThat(verified.out())
                .contains("The role that asks has no room for a history.")
                .contains("give the database a search_path without \"$user\"");
        assertThat(own("migrate").exit()).isEqualTo(1);
    }

    @Test
    void a_folder_that_is_missing_is_told_once() throws Exception {
        var missing = folder.resolve("missing");

        assertThat(db(missing, "status").err())
                .isEqualTo(
                        "slipway: there is no folder "
                                + missing
                                + ": name the one that holds the migrations\n");
    }

    @Test
    void nothing_is_known_of_a_foreign_database() throws Exception {
        execute("create table customer ()");

        assertThat(db("status").out())
                .contains(
                        "  current      unknown\n  applied      unknown\n  pending      unknown\n");
    }

    @Test
    void history_takes_no_option_that_means_nothing_to_it() {
        assertThat(db("history", "--ahead", "tolerate").exit()).isEqualTo(2);
        assertThat(db("history", "--out-of-order", "apply").exit()).isEqualTo(2);
        assertThat(db("history").exit()).isZero();
    }

    @Test
    void one_migration_is_one() throws Exception {
        db("migrate");

        assertThat(db("baseline", "1").out())
                .contains("there is a history already, and 1 migration is applied in it");
    }

    private Slipway own(String command) {
        return db(folder.resolve("own"), command, "--format", "slipway");
    }
}
