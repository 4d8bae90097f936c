package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That Flyway and Slipway take turns on one database, and neither notices.
@OnEachServer
class FlywayApiTest {

    private final TestServer server;
    @TempDir private Path folder;
    private DatabaseUrl url;

    FlywayApiTest(int major) {
        server = TestServer.of(major);
    }

    @BeforeEach
    void newDatabase() throws SQLException {
        url = server.newDatabase();
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

    @Test
    void checksums_are_those_of_flyway() throws Exception {
        write("V1__crlf.sql", "select 1;\r\nselect 2;\r\n");
        write("V2__bom.sql", "\uFEFFselect 1;\n");
        write("V3__open_end.sql", "select 1;\nselect 2;");
        write("V4__joined.sql", "select 1;select 2;");
        write("V5__unicode.sql", "select 'žluťoučký 🐎 \u2028 \u0085';\n");
        write("V6__old_mac.sql", "select 1;\rselect 2;\r");
        write("V7__empty.sql", "");
        write("V8__placeholder.sql", "select '${owner}';");
        write("R__placeholder.sql", "select '${OWNER} $${owner} ${flyway:database}';\r\n");

        migrate();

        flyway().validate();
        assertThat(flyway().info().pending()).isEmpty();
        assertThat(rows("select checksum from flyway_schema_history order by installed_rank"))
                .containsExactlyElementsOf(
                        Arrays.stream(flyway().info().all())
                                .map(info -> String.valueOf(info.getChecksum()))
                                .toList());
        assertThat(rows("select count(distinct checksum) from flyway_schema_history"))
                .as("joined lines are one to Flyway")
                .containsExactly("6");
    }

    @Test
    void names_are_taken_as_flyway_takes_them() throws Exception {
        for (var name :
                words(
                        "V1__a.sql V1_2__x_y.sql V003__b.sql V4.SQL V5.sql V6__.sql V+8__n.sql"
                                + " V9..1__n.sql Vx__n.sql v10__low.sql V11__up.SQL R__r.sql"
                                + " R.sql R2__x.sql Rx.sql sub/dir/V12__s.sql V13__a__b.sql"
                                + " V14_a.sql V15__dash-x.sql V_16__x.sql R__.sql notes.txt"
                                + " V18.1.0__x.sql V20__.txt beforeMigrateX.sql")) {
            write(name, "select 1;");
        }

        migrate();

        flyway().validate();
        assertThat(flyway().info().pending()).isEmpty();
        assertThat(rows("select script from flyway_schema_history order by installed_rank"))
                .containsExactlyElementsOf(
                        Arrays.stream(flyway().info().all())
                                .map(MigrationInfo::getScript)
                                .toList());
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
    void a_changed_file_is_told_and_a_changed_line_ending_is_not() throws Exception {
        write("V1__a.sql", "create table a ();\ncreate table b ();\n");
        migrate();

        write("V1__a.sql", "create table a ();\r\ncreate table b ();");
        assertThat(status().state()).isEqualTo(State.READY);

        write("V1__a.sql", "create table a (id int);\ncreate table b ();\n");
        assertThat(status().state()).isEqualTo(State.DRIFT);

        Files.delete(folder.resolve("V1__a.sql"));
        write("V1__renamed.sql", "create table a ();\ncreate table b ();\n");
        assertThat(status().state()).isEqualTo(State.DRIFT);
        assertThatThrownBy(() -> flyway().validate()).hasMessageContaining("description mismatch");
    }

    @Test
    void a_repeatable_migration_runs_again_when_a_placeholder_changes() throws Exception {
        write("V1__a.sql", "create table log (who text);");
        write("R__log.sql", "insert into log values ('${owner}');");
        migrate();
        assertThat(migrate()).isEqualTo(new Outcome.Done(List.of()));

        var ben = new Settings(Map.of("flyway.placeholders.owner", "ben"), Map.of());
        var outcome = migrator().migrations(folder, ben).build().migrate();

        assertThat(((Outcome.Done) outcome).applied()).hasSize(1);
        assertThat(rows("select who from log")).containsExactly("ana", "ben");
        flyway(Map.of("owner", "ben")).validate();
    }

    @Test
    void a_missing_placeholder_is_named_before_anything_runs() throws Exception {
        write("V1__a.sql", "create table a ();");
        write("V2__b.sql", "create table b ();\n\ncomment on table b is '${nobody}';");

        assertThatThrownBy(this::migrate)
                .hasMessageContaining("V2__b.sql:3")
                .hasMessageContaining("${nobody}");
        assertThat(rows("select to_regclass('a')")).containsExactly("null");
    }

    @Test
    void statements_of_both_sorts_in_one_file_are_refused_unless_that_is_wanted() throws Exception {
        write("V1__a.sql", "create table a (id int);\ncreate index concurrently i on a (id);");

        assertThatThrownBy(this::migrate).hasMessageContaining("V1__a.sql:1");

        write("V1__a.sql.conf", "executeInTransaction=false");
        assertThat(migrate()).isInstanceOf(Outcome.Done.class);
        flyway().validate();
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
    void callbacks_run_when_flyway_runs_them() throws Exception {
        for (var event :
                words(
                        "afterConnect beforeValidate afterValidate beforeMigrate beforeEachMigrate"
                                + " afterEachMigrate afterVersioned beforeRepeatables"
                                + " afterMigrateApplied afterMigrate afterMigrate__second"
                                + " afterMigrateOperationFinish afterMigrateError")) {
            write(
                    event + ".sql",
                    "insert into log (event, part) values ('" + event + "', txid_current());");
        }
        write("V1__a.sql", "insert into log (event, part) values ('V1', txid_current());");
        write("V2__b.sql", "insert into log (event, part) values ('V2', txid_current());");
        write("R__r.sql", "insert into log (event, part) values ('R', txid_current());");

        var ours = logOf(this::migrate);
        var oursIdle = logOf(this::migrate);
        write("V3__c.sql", "select 1/0;");
        var oursFailing = logOf(this::migrate);
        Files.delete(folder.resolve("V3__c.sql"));
        url = server.newDatabase();
        var theirs = logOf(() -> lenient().migrate());
        var theirsIdle = logOf(() -> lenient().migrate());
        write("V3__c.sql", "select 1/0;");
        var theirsFailing = logOf(() -> assertThatThrownBy(() -> lenient().migrate()).isNotNull());

        assertThat(ours).isEqualTo(theirs).contains("beforeEachMigrate|V1|afterEachMigrate");
        assertThat(oursIdle).isEqualTo(theirsIdle);
        assertThat(oursFailing).isEqualTo(theirsFailing);
    }

    /// What was logged, with what one transaction logged in one line.
    private List<String> logOf(Runnable work) throws SQLException {
        execute(
                """
                create schema if not exists logs;
                create table if not exists logs.log (n serial, event text, part bigint);
                truncate logs.log;
                """);
        execute("alter role \"" + url.user() + "\" set search_path = public, logs");
        work.run();
        return rows(
                "select string_agg(event, '|' order by n) from logs.log group by part"
                        + " order by min(n)");
    }

    @Test
    void a_session_that_a_script_changed_is_for_the_next_what_it_is_in_flyway() throws Exception {
        write("afterConnect.sql", "set role ${clerk};");
        write("beforeMigrate.sql", "set role none;");
        write(
                "V1__dump.sql",
                "select set_config('search_path', '', false); create table public.a ();");
        write("V2__next.sql", "create table b ();");
        write("V3__other.sql", "set role none; create table c ();");
        write("V4__next.sql", "create table d ();");
        write("beforeEachMigrate.sql", "set search_path = aside, public;");

        clerkAndSchemaAside();
        migrator().migrations(folder, clerk()).build().migrate();
        var ours = rows(OWNED);
        url = server.newDatabase();
        clerkAndSchemaAside();
        configured(Map.of("clerk", "\"" + url.database() + " clerk\"")).load().migrate();

        assertThat(ours)
                .isEqualTo(rows(OWNED))
                .contains("public.a|f|", "aside.b|f|", "aside.c|t|", "aside.d|f|");
    }

    /// Every table, whether its owner is the role that connected, and who Flyway's row says it was.
    private static final String OWNED =
            """
            select n.nspname || '.' || c.relname, pg_get_userbyid(c.relowner) = current_user, ''
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where n.nspname in ('public', 'aside') and relkind = 'r'
             union all
            select 'row ' || version, installed_by = current_user, ''
              from public.flyway_schema_history
             order by 1
            """;

    private Settings clerk() {
        return new Settings(
                Map.of("flyway.placeholders.clerk", "\"" + url.database() + " clerk\""), Map.of());
    }

    private void clerkAndSchemaAside() throws SQLException {
        var clerk = "\"" + url.database() + " clerk\"";
        var owner = "\"" + url.user() + "\"";
        try (var connection = server.superuser(url);
                var statement = connection.createStatement()) {
            statement.execute("create role " + clerk);
            statement.execute("grant " + clerk + " to " + owner);
            statement.execute("create schema aside");
            statement.execute("grant all on schema public, aside to public");
        }
    }

    @Test
    void a_failing_callback_is_named() throws Exception {
        write("V1__a.sql", "create table a ();");
        write("beforeMigrate.sql", "select 1;\nselect 1/0;");

        assertThatThrownBy(this::migrate).hasMessageContaining("beforeMigrate.sql:2");

        Files.delete(folder.resolve("beforeMigrate.sql"));
        write("afterEachMigrate.sql", "select 1/0;");
        var failed = (Outcome.Failed) migrate();
        assertThat(failed.error()).contains("afterEachMigrate.sql:1");
        assertThat(rows("select to_regclass('a')")).containsExactly("null");
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

    @Test
    void another_encoding_is_read_as_it_is_said_to_be() throws Exception {
        Files.write(
                folder.resolve("V1__a.sql"),
                "create table a as select 'é' as b;".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(this::migrate).hasMessageContaining("V1__a.sql is not UTF-8");

        var latin = new Settings(Map.of("flyway.encoding", "ISO-8859-1"), Map.of());
        migrator().migrations(folder, latin).build().migrate();

        assertThat(rows("select b from a")).containsExactly("é");
        configured(Map.of()).encoding(StandardCharsets.ISO_8859_1).load().validate();
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

    private Outcome migrate() {
        return migrator().build().migrate();
    }

    private Status status() {
        return migrator().build().status();
    }

    private Migrator.Builder migrator() {
        return Migrator.builder()
                .database(url)
                .migrations(
                        folder, new Settings(Map.of("flyway.placeholders.owner", "ana"), Map.of()));
    }

    private Flyway flyway() {
        return flyway(Map.of("owner", "ana"));
    }

    private Flyway flyway(Map<String, String> placeholders) {
        return configured(placeholders).load();
    }

    /// One that begins in a schema that holds tables already.
    private Flyway lenient() {
        return configured(Map.of()).baselineOnMigrate(true).baselineVersion("0").load();
    }

    /// Without the transaction that holds Flyway's lock, for which its own concurrent index builds
    /// would wait for ever.
    private FluentConfiguration configured(Map<String, String> placeholders) {
        var configured =
                Flyway.configure()
                        .dataSource(
                                "jdbc:postgresql://"
                                        + url.host()
                                        + ":"
                                        + url.port()
                                        + "/"
                                        + url.database().replace(" ", "%20"),
                                url.user(),
                                "")
                        .placeholders(placeholders)
                        .outputQueryResults(false)
                        .locations("filesystem:" + folder);
        configured
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        return configured;
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private List<String> states() {
        return Arrays.stream(flyway().info().all())
                .map(info -> info.getState().getDisplayName())
                .toList();
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = url.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        try (var connection = url.connect("test");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                found.add(String.join("|", row));
            }
            return found;
        }
    }
}
