package dev.slipway.engine.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.compat.OldSql;
import dev.slipway.engine.compat.OldStatement;
import dev.slipway.engine.down.DownVerdict;
import dev.slipway.engine.rollback.Proof;
import dev.slipway.engine.start.Candidate;
import dev.slipway.engine.start.Side;
import dev.slipway.migrate.Migrator;
import dev.slipway.report.Exit;
import dev.slipway.report.Finding;
import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What the rehearsal says of versions that it starts: small services of a shell and `psql`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartedVersionsTest {

    private static final String BASE =
            """
            create table room (id bigserial primary key, name text not null, seats int);
            insert into room (name) select 'room ' || i from generate_series(1, 5) i;
            """;

    /// As SQLx does it: applied migrations that the program does not have stop it.
    private static final String NOTHING_AHEAD =
            """
            newest=$(psql -Atc 'select max(version) from _sqlx_migrations')
            if [ "$newest" -gt 1 ]; then
                echo "migration $newest was previously applied but is missing" >&2
                exit 1
            fi
            """;

    private static final String LISTS_ROOMS =
            "psql \"$DATABASE_URL\" -v ON_ERROR_STOP=1 -c 'select id, name from room'";

    private static final String MAKES_A_ROOM =
            "psql -v ON_ERROR_STOP=1 -c \"insert into room (name) values ('new')\"";

    private Copies copies;
    private SmallService service;

    @BeforeAll
    void start(@TempDir Path home) {
        service = new SmallService(home);
        copies = Copies.on(15, home);
    }

    @AfterAll
    void stop() {
        copies.close();
    }

    @Test
    void code_only_is_proven_by_the_old_version_itself() throws Exception {
        var copy = copies.copy(BASE).write("2_poster.sql", "alter table room add poster text;");

        var result = copy.rehearsal().oldCommand(old("", LISTS_ROOMS, MAKES_A_ROOM)).build().run();

        assertThat(result.exit()).isEqualTo(Exit.DONE);
        assertThat(code(result))
                .isInstanceOfSatisfying(
                        Proof.Works.class,
                        works ->
                                assertThat(works.evidence())
                                        .matches(
                                                "1\\.0\\.0 ran on the migrated copy: ready after"
                                                        + " \\d+\\.\\d s, 2 checks passed"));
        assertThat(text(result))
                .containsPattern(
                        """
                        Started
                          1\\.0\\.0 on the old schema: ready after \\d+\\.\\d s, 2 checks passed
                          1\\.0\\.0 on the new schema: ready after \\d+\\.\\d s, 2 checks passed
                        """)
                .doesNotContain("must start on a database that is ahead");
        assertThat(result.toReport().data().toString())
                .contains("started")
                .doesNotContain("--old-command tries it");
        assertThat(copy.ask("select count(*) from room")).isEqualTo("5");
        assertThat(copy.ask("select count(*) from pg_database where datname like '%slipway%'"))
                .isEqualTo("0");
    }

    @Test
    void an_old_version_that_refuses_a_newer_database_does_not_ship() throws Exception {
        var copy = copies.copy(BASE).write("2_poster.sql", "alter table room add poster text;");

        var result =
                copy.rehearsal()
                        .oldCommand(old(NOTHING_AHEAD, LISTS_ROOMS))
                        .oldSql(sql("select name from room"))
                        .build()
                        .run();

        assertThat(result.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(code(result))
                .isEqualTo(
                        new Proof.DoesNotWork(
                                "1.0.0 ended with exit code 1 before it was ready on the new"
                                        + " schema, and runs on the old one"));
        assertThat(result.toReport().headline())
                .isEqualTo(
                        "Do not ship: 1.0.0 does not start on the new schema, and does on the old one.");
        assertThat(findings(result))
                .singleElement()
                .returns("compat/refuses-to-start", Finding::rule)
                .extracting(Finding::evidence)
                .isEqualTo(
                        "ended with exit code 1 before it was ready\n"
                                + "migration 2 was previously applied but is missing");
    }

    @Test
    void a_check_that_fails_on_the_new_schema_alone_does_not_ship() throws Exception {
        var copy =
                copies.copy(BASE)
                        .write(
                                "2_seats.sql",
                                "update room set seats = 1; alter table room alter seats set not null;");

        var result = copy.rehearsal().oldCommand(old("", LISTS_ROOMS, MAKES_A_ROOM)).build().run();

        assertThat(result.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(findings(result))
                .filteredOn(finding -> finding.rule().equals("compat/check-failed"))
                .singleElement()
                .extracting(Finding::evidence)
                .asString()
                .startsWith("ended with exit code ")
                .contains("null value in column \"seats\"");
        assertThat(code(result).sentence())
                .startsWith(
                        "does not work because 1.0.0 fails 1 check on the new schema and not on the"
                                + " old one, such as psql ");
        assertThat(text(result))
                .contains("new schema: ready after", "1 check passed, 1 check failed");
    }

    @Test
    void a_check_that_failed_before_is_not_counted() throws Exception {
        var copy = copies.copy(BASE).write("2_poster.sql", "alter table room add poster text;");

        var result =
                copy.rehearsal()
                        .oldCommand(old("", LISTS_ROOMS, "echo no redis; false"))
                        .build()
                        .run();

        assertThat(result.exit()).isEqualTo(Exit.DONE);
        assertThat(code(result).sentence()).endsWith(", 1 check passed");
        assertThat(text(result))
                .contains("  was failing before, and is not counted: echo no redis; false\n");
    }

    @Test
    void a_version_that_does_not_run_on_the_old_schema_says_nothing() throws Exception {
        var copy = copies.copy(BASE).write("2_poster.sql", "alter table room add poster text;");
        var broken = old("echo no redis; exit 3", LISTS_ROOMS);

        var result = copy.rehearsal().oldCommand(broken).build().run();

        assertThat(result.exit()).isEqualTo(Exit.INCONCLUSIVE);
        assertThat(code(result))
                .isEqualTo(
                        new Proof.NotProven(
                                "1.0.0 did not run on the old schema either: it ended with exit"
                                        + " code 3 before it was ready"));
        assertThat(text(result)).contains("SQLx refuses that unless", "no redis");
        assertThat(result.toReport().data().toString()).contains("set_ignore_missing(true)");
    }

    @Test
    void to_start_is_no_proof_and_takes_away_one_doubt() throws Exception {
        var copy = copies.copy(BASE).write("2_poster.sql", "alter table room add poster text;");
        var again = copies.again(copies.copy(BASE));
        again.write("2_poster.sql", "alter table room add poster text;");

        var alone = copy.rehearsal().oldCommand(old("")).build().run();
        var planned =
                again.rehearsal()
                        .oldCommand(old(""))
                        .oldSql(sql("select name from room"))
                        .build()
                        .run();

        assertThat(alone.exit()).isEqualTo(Exit.INCONCLUSIVE);
        assertThat(alone.toReport().headline())
                .endsWith("is unknown, since it starts there, and no check (--check) says more.");
        assertThat(planned.exit()).isEqualTo(Exit.DONE);
        assertThat(code(planned).sentence())
                .startsWith(
                        "works: 1 statement of 1.0.0 planned on the new schema as before; it starts"
                                + " there, ready after ");
        assertThat(text(planned)).doesNotContain("SQLx refuses");
    }

    @Test
    void what_is_broken_for_certain_wins() throws Exception {
        var copy = copies.copy(BASE).write("2_seats.sql", "alter table room drop column seats;");

        var result =
                copy.rehearsal()
                        .oldCommand(old("", LISTS_ROOMS))
                        .oldSql(sql("select seats from room"))
                        .build()
                        .run();

        assertThat(result.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(code(result)).isInstanceOf(Proof.DoesNotWork.class);
        assertThat(findings(result)).extracting(Finding::rule).contains("compat/broken");
    }

    @Test
    void a_down_that_fails_on_what_the_new_version_writes_is_found() throws Exception {
        var writes =
                candidate(
                        Side.NEW,
                        "",
                        "psql -v ON_ERROR_STOP=1 -c \"insert into note values (1, 'hello')\"");

        var without = withNotes().rehearsal().build().run();
        var with = withNotes().rehearsal().newCommand(writes).build().run();

        assertThat(without.downs().getFirst().verdict()).isInstanceOf(DownVerdict.Lossless.class);
        assertThat(with.downs().getFirst().verdict())
                .isEqualTo(
                        new DownVerdict.Fails(
                                1,
                                "invalid input syntax for type integer: \"hello\" [22P02]",
                                Optional.of("the new version has run its checks")));
        assertThat(text(with))
                .contains(
                        "2_note.up.sql: fails: has a down script that fails at line 1 once the new"
                                + " version has run its checks: invalid input syntax");
    }

    /// The down script takes the text of notes for numbers.
    private Copies.Copy withNotes() throws Exception {
        return copies.copy(BASE)
                .write("2_note.up.sql", "create table note (room_id bigint, body text);")
                .write(
                        "2_note.down.sql",
                        """
                        update room set seats = body::int from note where note.room_id = room.id;
                        drop table note;
                        """);
    }

    @Test
    void a_new_version_that_does_not_start_does_not_ship() throws Exception {
        var copy = copies.copy(BASE).write("2_poster.sql", "alter table room add poster text;");
        var wants = candidate(Side.NEW, "echo I want a table; exit 5", "true");

        var result = copy.rehearsal().newCommand(wants).build().run();

        assertThat(result.exit()).isEqualTo(Exit.BLOCKED);
        assertThat(findings(result))
                .singleElement()
                .returns("start/not-ready", Finding::rule)
                .extracting(Finding::evidence)
                .isEqualTo("ended with exit code 5 before it was ready\nI want a table");
    }

    @Test
    void a_version_has_the_rights_and_finds_the_schema_that_are_rehearsed() throws Exception {
        var copy = copies.empty();
        copy.tell("create role \"the app\"");
        copy.tell("create schema \"the shop\" authorization \"the app\"");
        copy.tell("alter database \"%s\" set work_mem = '5MB'".formatted(copy.url().database()));
        copy.write("1_room.sql", "create table room (id int);");
        Migrator.builder()
                .database(copy.url())
                .migrations(copy.set())
                .schema("the shop")
                .role("the app")
                .build()
                .migrate();
        copy.write("2_poster.sql", "alter table room add poster text;");
        var seen =
                old(
                        "",
                        "test \"$(psql -Atc 'select current_user')\" = 'the app'",
                        "psql -v ON_ERROR_STOP=1 -c 'select id from room'",
                        "test \"$(psql -Atc 'show work_mem')\" = 5MB");

        var result =
                copy.rehearsal().schema("the shop").role("the app").oldCommand(seen).build().run();

        assertThat(text(result)).contains("on the old schema: ready after");
        assertThat(code(result).sentence()).endsWith(", 3 checks passed");
    }

    private Candidate old(String before, String... checks) {
        return candidate(Side.OLD, before, checks);
    }

    private Candidate candidate(Side side, String before, String... checks) {
        return service.candidate(side, before, checks);
    }

    private static OldSql sql(String statement) {
        return new OldSql(List.of(new OldStatement("rooms.sql:1", statement)));
    }

    private static Proof code(RehearsalResult result) {
        return result.waysBack().ways().getFirst().proof();
    }

    private static List<Finding> findings(RehearsalResult result) {
        return RehearsalFindings.of(result).blocking();
    }

    private static String text(RehearsalResult result) {
        return new TextRenderer(Ink.PLAIN).render(result.toReport());
    }
}
