package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.format.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.junit.jupiter.api.Test;

/// That files mean to Slipway what they mean to Flyway, whatever the server's version.
@OnEachServer
class FlywayFilesTest extends FlywayFixture {

    FlywayFilesTest(int major) {
        super(major);
    }

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

    /// One that begins in a schema that holds tables already.
    private Flyway lenient() {
        return configured(Map.of()).baselineOnMigrate(true).baselineVersion("0").load();
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

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
