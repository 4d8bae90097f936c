package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RehearseCommandTest extends RehearseFixture {

    @Test
    void what_the_old_version_survives_may_ship() throws Exception {
        migration("2_poster.sql", "alter table room add poster text;");
        oldSql("rooms.sql", "select id, name from room where id = $1;\nvacuum room;");
        var before = digest();

        var rehearsed = rehearse("--old-sql", folder.resolve("old").toString());

        assertThat(rehearsed.err()).isEmpty();
        assertThat(timeless(rehearsed.out()))
                .isEqualTo(
                        """
                        Ship it: 1 migration ran in T, nothing waits longer than T, and 1.0.0 still works on the new schema, so the way back is code only.

                        Ways back
                          way what is known
                          → code-only works: 1 statement of 1.0.0 planned on the new schema as before; whether it starts on a database that is ahead was not tried
                          forward-fix open: nobody can observe a fix that is not written
                          down-and-code does not work because 2_poster.sql has no down script
                          restore works with loss of what was written after WHEN: a backup taken then, which is gone now, was restored in T and found equal

                        Statements of 2_poster.sql
                          line statement took lock stops does
                          1 alter table room add poster text T AccessExclusive room all T harmless

                        Locks by table
                          from to what since
                          room ████████████████████████ T T AccessExclusive, stops all 2_poster.sql:1

                        SQL of 1.0.0
                          1 checked, 0 broken, 0 at risk, 1 skipped
                          skipped rooms.sql:2: vacuum is a session or utility statement, which the server does not plan

                        Taking back
                          2_poster.sql: none: has no down script

                        What to do
                          Way back: code only.
                          1.0.0 must start on a database that is ahead of its files: SQLx refuses that unless told to ignore missing migrations, by set_ignore_missing(true); --old-command tries it.
                        """);
        assertThat(rehearsed.exit()).isZero();
        assertThat(digest()).isEqualTo(before);
        assertThat(scratch()).isEmpty();
    }

    @Test
    void what_breaks_the_old_version_is_blocked_and_named() throws Exception {
        migration("2_title.sql", "-- better\nalter table room rename name to title;");
        oldSql("query-1.json", "{\"query\": \"select name from room where id = $1\"}");
        var before = digest();

        var rehearsed = rehearse("--old-sql", folder.resolve("old").toString());

        assertThat(rehearsed.exit()).isEqualTo(3);
        assertThat(rehearsed.out())
                .startsWith("Do not ship: query-1.json of 1.0.0 breaks at 2_title.sql:2.\n")
                .endsWith(
                        """
                        What to do
                          Change the migrations so that 1.0.0 goes on working, and rehearse again.
                          If they ship as they are, the way back is a forward fix; if it takes longer than 30 minutes, restore.
                        """);
        assertThat(digest()).isEqualTo(before);
        assertThat(scratch()).isEmpty();
    }

    @Test
    void the_json_has_the_documented_fields() throws Exception {
        migration("2_poster.sql", "alter table room add poster text;");
        oldSql("rooms.sql", "select id from room;");

        var rehearsed = rehearse("--old-sql", folder.resolve("old").toString(), "--output", "json");

        var json = new JsonMapper().readTree(rehearsed.out());
        assertThat(json.propertyNames())
                .containsExactly(
                        "verdict",
                        "headline",
                        "pending",
                        "compat",
                        "started",
                        "statements",
                        "timeline",
                        "failed",
                        "down",
                        "findings",
                        "allowed",
                        "ways_back",
                        "recommended",
                        "after_30_minutes",
                        "proof");
        assertThat(json.get("verdict").stringValue()).isEqualTo("pass");
        assertThat(json.get("pending").toString()).isEqualTo("[\"2\"]");
        assertThat(json.at("/compat/checked").intValue()).isEqualTo(1);
        assertThat(json.at("/statements/0/line").intValue()).isEqualTo(1);
        assertThat(json.at("/statements/0/locks/0/relation").stringValue())
                .isEqualTo("public.room");
        assertThat(json.at("/statements/0/locks/0/mode").stringValue())
                .isEqualTo("AccessExclusiveLock");
        assertThat(json.at("/recommended").stringValue()).isEqualTo("code-only");
    }

    @Test
    void the_versions_themselves_are_started_on_the_copy() throws Exception {
        migration("2_poster.sql", "alter table room add poster text;");
        var ready = folder.resolve("ready");
        var serve = "echo $PGPASSWORD; touch '%s'-$PORT; sleep 600".formatted(ready);

        var rehearsed =
                rehearse(
                        "--old-command",
                        serve,
                        "--new-command",
                        "if psql -Atc 'select count(poster) from room'; then %s; fi"
                                .formatted(serve),
                        "--ready",
                        "test -e '%s'-$PORT".formatted(ready),
                        "--check",
                        "psql \"$DATABASE_URL\" -Atc 'select id, name from room'",
                        "--check",
                        "test $SLIPWAY_VERSION = new || env");

        assertThat(rehearsed.err()).isEmpty();
        assertThat(rehearsed.exit()).isZero();
        assertThat(timeless(rehearsed.out()))
                .startsWith("Ship it: 1 migration ran in T, ")
                .contains(
                        "→ code-only works: 1.0.0 ran on the migrated copy: ready after T, 2 checks passed\n",
                        """

                        Started
                          1.0.0 on the old schema: ready after T, 2 checks passed
                          1.0.0 on the new schema: ready after T, 2 checks passed
                          the new version on the new schema: ready after T, 2 checks passed
                        """);
        assertThat(scratch()).isEmpty();

        assertThat(rehearse("--check", "true"))
                .returns(2, Slipway::exit)
                .extracting(Slipway::err, InstanceOfAssertFactories.STRING)
                .contains("--check and --ready are for a version that is started");
        assertThat(rehearse("--old-command", "true", "--ready", "http://:{port}/"))
                .returns(2, Slipway::exit)
                .extracting(Slipway::err, InstanceOfAssertFactories.STRING)
                .contains("--ready is no address: ");
    }

    @Test
    void an_old_version_that_does_not_start_is_blocked_with_its_last_words() throws Exception {
        migration("2_poster.sql", "alter table room add poster text;");

        var rehearsed =
                rehearse(
                        "--old-command",
                        "psql -Atc 'select poster from room' && echo ahead with $DATABASE_URL && exit 1;"
                                + " sleep 600",
                        "--ready",
                        "sleep 1",
                        "--output",
                        "json");

        assertThat(rehearsed.exit()).isEqualTo(3);
        var json = new JsonMapper().readTree(rehearsed.out());
        assertThat(json.at("/findings/0/rule").stringValue()).isEqualTo("compat/refuses-to-start");
        assertThat(json.at("/started/1/outcome").stringValue()).isEqualTo("not ready");
        assertThat(json.at("/started/1/exit").intValue()).isEqualTo(1);
        assertThat(rehearsed.out()).contains("ahead with postgres://slipway:[redacted]@");
        assertThat(rehearsed.out()).doesNotContainPattern("slipway:[^\\[]");
    }

    @Test
    void a_report_is_printed_for_whoever_reads_it() throws Exception {
        migration("2_bad.sql", "select 1;\n\ncreate table x (id nonsense);");

        assertThat(rehearse("--output", "markdown"))
                .returns(3, Slipway::exit)
                .extracting(Slipway::out, InstanceOfAssertFactories.STRING)
                .startsWith("> [!CAUTION]\n> **Do not ship: 2\\_bad.sql:3:20 fails: ");
        assertThat(rehearse("--output", "html").out())
                .startsWith("<!doctype html>")
                .contains("<p class=\"kind\">slipway rehearse ");
        assertThat(rehearse("--output", "junit").out())
                .startsWith("<?xml")
                .contains("<testsuite name=\"slipway rehearse\"");
        var sarif = new JsonMapper().readTree(rehearse("--output", "sarif").out());
        var result = sarif.at("/runs/0/results/0");
        assertThat(result.at("/ruleId").stringValue()).isEqualTo("rehearsal/failed");
        var location = result.at("/locations/0/physicalLocation");
        assertThat(location.at("/artifactLocation/uri").stringValue())
                .isEqualTo("migrations/2_bad.sql");
        assertThat(location.at("/region/startLine").intValue()).isEqualTo(3);
        assertThat(location.at("/region/startColumn").intValue()).isEqualTo(20);
    }

    @Test
    void the_caller_says_what_stands_in_the_way() throws Exception {
        migration("2_slow.sql", "lock table room;\nselect pg_sleep(0.2);");

        assertThat(rehearse("--fail-on", "blocker").exit()).isEqualTo(4);
        assertThat(rehearse("--fail-on", "note"))
                .returns(3, Slipway::exit)
                .extracting(Slipway::out, InstanceOfAssertFactories.STRING)
                .startsWith("Do not ship: 2_slow.sql:1 stops reads and writes of public.room for ");
    }

    @Test
    void without_the_old_sql_a_person_must_decide() throws Exception {
        migration("2_poster.sql", "alter table room add poster text;");

        var rehearsed = rehearse();

        assertThat(rehearsed.exit()).isEqualTo(4);
        assertThat(timeless(rehearsed.out()))
                .startsWith(
                        "A person must decide: 1 migration ran in T, nothing waits longer than T, but"
                                + " whether 1.0.0 works on the new schema is unknown, since its SQL was"
                                + " not given (--old-sql).\n");
    }

    @Test
    void what_a_down_would_lose_is_said_unless_nobody_asks() throws Exception {
        Files.delete(migrations().resolve("1_rooms.sql"));
        migration("1_rooms.up.sql", BASE);
        migration("1_rooms.down.sql", "drop table room;");
        migration(
                "2_name.up.sql", "alter table room drop column name; alter table room add b int;");
        migration(
                "2_name.down.sql",
                "alter table room drop column b; alter table room add name text not null default '';");

        var rehearsed = rehearse("--format", "sqlx");
        assertThat(rehearsed.err()).isEmpty();
        assertThat(rehearsed.out())
                .contains(
                        """

                        Taking back
                          2_name.up.sql: lossy: loses what 500 rows held in public.room.name
                            also, column public.room.name is not as it was
                            takes away what the new version writes to column public.room.b
                        """);
        assertThat(rehearse("--format", "sqlx", "--no-down").out())
                .contains("not proven: the down scripts were not rehearsed")
                .doesNotContain("Taking back");
        assertThat(scratch()).isEmpty();
    }

    @Test
    void a_terminal_shows_which_migration_is_taken_back() throws Exception {
        migration("2_poster.up.sql", "alter table room add poster text;");
        migration("2_poster.down.sql", "alter table room drop column poster;");

        var rehearsed = Slipway.atTerminal(folder, arguments("--format", "sqlx"));

        assertThat(rehearsed.err()).contains("0 s  Taking back 2_poster.up.sql, 1 of 1 …");
        assertThat(rehearsed.out()).contains("2_poster.up.sql: lossless");
    }

    /// Times differ from run to run, and with them the widths of columns.
    private static String timeless(String out) {
        return out.replaceAll("[0-9]+(\\.[0-9])? m?s\\b", "T")
                .replaceAll("[0-9-]{10} [0-9:]{8} UTC", "WHEN")
                .replaceAll("(?<=\\S) +", " ")
                .replaceAll("(?m)^ {3,}", "  ");
    }
}
