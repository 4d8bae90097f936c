package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// That Flyway and Slipway take turns on one database, and neither notices.
@OnEachServer
class FlywayApiTest extends FlywayFixture {

    private static final String TABLE =
            """
            select attname, format_type(atttypid, atttypmod), attnotnull,
                   pg_get_expr(d.adbin, d.adrelid)
              from pg_attribute a
              left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
             where attrelid = 'flyway_schema_history'::regclass and attnum > 0
             order by attnum
            """;

    private static final String INDEXES =
            """
            select indexdef
              from pg_indexes
             where tablename = 'flyway_schema_history'
             order by indexdef
            """;

    private static final String ROWS =
            """
            select installed_rank, version, description, type, script, checksum,
                   installed_by = current_user, success
              from flyway_schema_history
             order by installed_rank
            """;

    FlywayApiTest(int major) {
        super(major);
    }

    @Test
    void flyway_finds_nothing_to_do_after_us() throws Exception {
        everyKind();

        assertThat(migrate()).isInstanceOf(Outcome.Done.class);

        flyway().validate();
        assertThat(flyway().info().pending()).isEmpty();
        assertThat(states()).containsOnly("Success");
        assertThat(flyway().migrate().migrationsExecuted).isZero();
        assertThat(rows("select a, b from film order by a")).containsExactly("1|one", "2|two");
        assertThat(rows("select whose from owner")).containsExactly("ana App");
    }

    @Test
    void we_find_nothing_to_do_after_flyway() throws Exception {
        everyKind();

        flyway().migrate();

        assertThat(status().state()).isEqualTo(State.READY);
        assertThat(status().problems()).isEmpty();
        assertThat(migrate()).isEqualTo(new Outcome.Done(List.of()));
        assertThat(rows("select a, b from film order by a")).containsExactly("1|one", "2|two");
    }

    @Test
    void five_times_they_take_turns() throws Exception {
        everyKind();
        for (int turn = 0; turn < 5; turn++) {
            write("V%d__turn.sql".formatted(100 + 2 * turn), "insert into turn values ('ours');");
            write("R__turns.sql", "create or replace view v as select " + turn + " as a;");
            assertThat(migrate()).isInstanceOf(Outcome.Done.class);
            flyway().validate();

            write("V%d__turn.sql".formatted(101 + 2 * turn), "insert into turn values ('theirs');");
            write("R__turns.sql", "create or replace view v as select -" + turn + " as a;");
            assertThat(flyway().migrate().migrationsExecuted).isEqualTo(2);
            flyway().validate();
            assertThat(status().state()).isEqualTo(State.READY);
        }
        assertThat(rows("select whose, count(*) from turn group by whose order by whose"))
                .containsExactly("ours|5", "theirs|5");
    }

    @Test
    void our_rows_and_table_are_what_flyway_would_have_made() throws Exception {
        everyKind();
        migrate();
        var ours = List.of(rows(TABLE), rows(INDEXES), rows(ROWS));

        url = server.newDatabase();
        flyway().migrate();

        assertThat(ours).isEqualTo(List.of(rows(TABLE), rows(INDEXES), rows(ROWS)));
    }

    @Test
    void a_baseline_migration_begins_an_empty_database() throws Exception {
        write("V1__old.sql", "create table old ();");
        write("V2__old.sql", "create table older ();");
        write("B2__base.sql", "create table base ();");
        write("B1__base.sql", "create table wrong ();");
        write("V3__next.sql", "create table next ();");

        assertThat(status().pending()).containsExactly("2", "3");
        migrate();

        assertThat(rows("select version, type, success from flyway_schema_history order by 1"))
                .containsExactly("2|SQL_BASELINE|t", "3|SQL|t");
        assertThat(rows("select to_regclass('old'), to_regclass('base')"))
                .containsExactly("null|base");
        flyway().validate();
        assertThat(flyway().migrate().migrationsExecuted).isZero();
        assertThat(status().state()).isEqualTo(State.READY);
        assertThat(migrate()).isEqualTo(new Outcome.Done(List.of()));
    }

    @Test
    void a_baseline_migration_is_no_matter_to_a_database_with_a_history() throws Exception {
        write("V1__old.sql", "create table old ();");
        migrate();
        write("V2__next.sql", "create table next ();");
        write("B2__base.sql", "create table base ();");

        migrate();

        assertThat(rows("select version, type from flyway_schema_history order by 1"))
                .containsExactly("1|SQL", "2|SQL");
        flyway().validate();
    }

    @Test
    void what_flyway_calls_its_baseline_counts_as_applied() throws Exception {
        execute("create table before_flyway ()");
        write("V1__old.sql", "create table before_flyway ();");
        write("V2__next.sql", "create table next ();");
        flyway().baseline();

        assertThat(status().pending()).containsExactly("2");
        migrate();

        flyway().validate();
        assertThat(flyway().migrate().migrationsExecuted).isZero();
    }

    @Test
    void a_database_that_we_adopt_is_one_that_flyway_knows() throws Exception {
        execute("create table before_flyway ()");
        write("V1__old.sql", "create table before_flyway ();");
        write("V2__next.sql", "create table next ();");

        assertThat(migrator().build().baseline("1")).isInstanceOf(BaselineOutcome.Done.class);

        assertThat(flyway().info().current().getType().isBaseline()).isTrue();
        assertThat(flyway().migrate().migrationsExecuted).isOne();
        assertThat(status().state()).isEqualTo(State.READY);
    }

    @Test
    void what_we_took_back_flyway_applies_again() throws Exception {
        write("V1__a.sql", "create table a ();");
        write("V2__b.sql", "create table b ();");
        write("U2__b.sql", "drop table b;");
        flyway().migrate();

        assertThat(migrator().build().down(DataLoss.REFUSE)).isInstanceOf(DownOutcome.Done.class);

        assertThat(rows("select to_regclass('b')")).containsExactly("null");
        flyway().info();
        assertThat(flyway().migrate().migrationsExecuted).isOne();
        assertThat(status().state()).isEqualTo(State.READY);
    }

    @Test
    void an_older_program_meets_a_newer_database() throws Exception {
        write("V1__a.sql", "create table a ();");
        write("V2__b.sql", "create table b ();");
        migrate();
        Files.delete(folder.resolve("V2__b.sql"));

        flyway().validate();
        assertThat(flyway().migrate().migrationsExecuted).isZero();
        assertThat(status().state()).isEqualTo(State.AHEAD);
        assertThat(migrator().ahead(Ahead.TOLERATE).build().migrate())
                .isEqualTo(new Outcome.Done(List.of()));
    }

    @Test
    void a_script_that_fails_outside_a_transaction_is_repaired_and_goes_on() throws Exception {
        write("V1__a.sql", "create table a (id int); insert into a values (1), (1);");
        write("V2__i.sql", "create unique index concurrently i on a (id);");

        assertThat(migrate()).isInstanceOf(Outcome.Failed.class);

        assertThat(rows("select version, success from flyway_schema_history order by 1"))
                .containsExactly("1|t", "2|f");
        assertThat(status().state()).isEqualTo(State.DIRTY);
        assertThatThrownBy(() -> flyway().migrate()).hasMessageContaining("failed migration");

        execute("delete from a; drop index i");
        flyway().repair();
        assertThat(migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(rows("select version, success from flyway_schema_history order by 1"))
                .containsExactly("1|t", "2|t");
        flyway().validate();
    }

    @Test
    void what_was_deleted_or_is_code_is_read_as_flyway_reads_it() throws Exception {
        write("V1__a.sql", "create table if not exists a ();");
        write("V4__d.sql", "create table d ();");
        flyway().migrate();
        Files.delete(folder.resolve("V1__a.sql"));
        flyway().repair();
        execute(
                """
                insert into flyway_schema_history
                values (10, '2', 'in Java', 'JDBC', 'db.migration.V2__in_Java', null, 'x', now(), 1,
                        true),
                       (0, null, '<< Flyway Schema Creation >>', 'SCHEMA', '"public"', null, 'x',
                        now(), 0, true)
                """);

        assertThat(rows("select type from flyway_schema_history where version = '1' order by 1"))
                .containsExactly("DELETE", "SQL");
        assertThat(status().state()).isEqualTo(State.READY);
        assertThat(status().applied()).isEqualTo(2);

        write("V1__a.sql", "create table if not exists a ();");
        assertThat(status().pending()).containsExactly("1");
        assertThat(migrator().outOfOrder(OutOfOrder.APPLY).build().migrate())
                .isInstanceOf(Outcome.Done.class);
        assertThat(status().state()).isEqualTo(State.READY);
    }

    @Test
    void flyway_waits_while_we_hold_its_lock() throws Exception {
        write("V1__a.sql", "create table a ();");
        var id =
                Formats.FLYWAY
                        .lockIds(
                                new dev.slipway.migrate.format.HistoryTable(
                                        url.database(), "public", "flyway_schema_history"))
                        .get(0);
        try (var holder = url.connect("holder");
                var statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(" + id + ")");

            assertThatThrownBy(() -> configured(Map.of()).lockRetryCount(1).load().migrate())
                    .hasMessageContaining("lock");
        }
        assertThat(flyway().migrate().migrationsExecuted).isOne();
    }

    /// One of each thing that a folder of Flyway may hold.
    private void everyKind() throws IOException {
        write(
                "V1__films.sql",
                "create table film (a int, b text);\r\ncreate table turn (whose text);");
        write("sub/V1_1__rows.sql", "copy film from stdin;\n1\tone\n2\ttwo\n\\.\nselect 1;\n");
        write("V2__index.sql", "create index concurrently film_b on film (b);");
        write(
                "V3__owner.sql",
                "create table owner as select '${owner} ${flyway:database}'::varchar(7) as whose;");
        write(
                "V4__function.sql",
                "create function f() returns text language plpgsql as $$ begin return 'a;b'; end $$;");
        write("V005__last.sql", "select '${x}';");
        write("V005__last.sql.conf", "placeholderReplacement=false\n");
        write("U1__films.sql", "drop table film;");
        write("R__view.sql", "create or replace view owned as select '${owner}' as a;");
        write("R__a_first.sql", "select 1;");
    }

    private List<String> states() {
        return Arrays.stream(flyway().info().all())
                .map(info -> info.getState().getDisplayName())
                .toList();
    }
}
