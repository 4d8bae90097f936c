package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a migrator makes of a history that the files do not match, whatever the server's version.
@OnEachServer
class StateTest extends DatabaseContract {

    StateTest(int major) {
        super(major);
    }

    @Test
    void a_changed_file_is_drift_and_stops_everything() throws Exception {
        write("1_a.sql", "create table a ();");
        migrator().build().migrate();
        write("1_a.sql", "create table a (); -- changed");
        write("2_b.sql", "create table b ();");

        var status = migrator().build().status();

        assertThat(status.state()).isEqualTo(State.DRIFT);
        assertThat(status.problems())
                .extracting(problem -> problem.kind() + " " + problem.version().orElseThrow())
                .containsExactly("CHANGED 1");
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Refused.class);
        assertThat(rows("select to_regclass('b')")).containsExactly("null");
    }

    @Test
    void a_missing_file_in_the_middle_is_drift() throws Exception {
        write("1_a.sql", "create table a ();");
        write("2_b.sql", "create table b ();");
        write("3_c.sql", "create table c ();");
        migrator().build().migrate();
        Files.delete(folder.resolve("2_b.sql"));

        assertThat(migrator().build().status().state()).isEqualTo(State.DRIFT);
    }

    @Test
    void a_database_that_is_ahead_is_refused_or_tolerated() throws Exception {
        write("1_a.sql", "create table a ();");
        write("2_b.sql", "create table b ();");
        write("3_c.sql", "create table c ();");
        migrator().build().migrate();
        Files.delete(folder.resolve("2_b.sql"));
        Files.delete(folder.resolve("3_c.sql"));

        assertThat(migrator().build().status().problems())
                .extracting(problem -> problem.version().orElseThrow())
                .containsExactly("2", "3");
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Refused.class);
        assertThat(migrator().ahead(Ahead.TOLERATE).build().migrate())
                .isEqualTo(new Outcome.Done(List.of()));
        assertThat(migrator().ahead(Ahead.TOLERATE).build().status().exit().code()).isZero();
        assertThat(migrator().build().status().exit().code()).isEqualTo(7);
    }

    @Test
    void a_file_that_comes_too_late_is_refused_or_applied() throws Exception {
        write("1_a.sql", "create table a ();");
        write("3_c.sql", "create table c ();");
        migrator().build().migrate();
        write("2_b.sql", "create table b ();");

        var refused = (Outcome.Refused) migrator().build().migrate();

        assertThat(refused.status().problems())
                .extracting(problem -> problem.kind().word())
                .containsExactly("out-of-order");
        assertThat(migrator().outOfOrder(OutOfOrder.APPLY).build().migrate())
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void a_failed_row_is_dirty() throws Exception {
        write("1_a.sql", "create table a ();");
        migrator().build().migrate();
        execute("update _sqlx_migrations set success = false");

        assertThat(migrator().build().status().state()).isEqualTo(State.DIRTY);
        assertThat(migrator().build().migrate()).isInstanceOf(Outcome.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "create table customer (), holds tables but no _sqlx_migrations",
        "create table goose_db_version (id int), has the history table goose_db_version",
        "create table _sqlx_migrations (id int), is not one of sqlx: it has id integer",
        "create view v as select 1, holds tables but no _sqlx_migrations",
    })
    void a_database_of_somebody_else_is_foreign(String ddl, String detail) throws Exception {
        write("1_a.sql", "create table a ();");
        execute(ddl);

        var status = migrator().build().status();

        assertThat(status.state()).isEqualTo(State.FOREIGN);
        assertThat(status.exit().code()).isEqualTo(2);
        assertThat(status.problems().get(0).detail()).contains(detail);
        assertThat(migrator().build().migrate()).isEqualTo(new Outcome.Refused(status));
    }
}
