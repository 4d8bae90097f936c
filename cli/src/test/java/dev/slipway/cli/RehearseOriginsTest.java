package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.postgres.PgTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `slipway rehearse --from …`: what is rehearsed on, and what it refuses.
class RehearseOriginsTest extends DatabaseFixture {

    @BeforeEach
    void migrated() throws Exception {
        write(
                "1_rooms.sql",
                """
                create table room (id int primary key, name text not null);
                insert into room select i, 'room ' || i from generate_series(1, 50) i;
                """);
        assertThat(db("migrate").exit()).isZero();
        write(
                "2_posters.sql",
                "do $$ begin raise exception '% rooms', (select count(*) from room); end $$;");
    }

    /// The pending migration tells in its failure how many rows it met.
    private static void assertMet(Slipway rehearsed, int rooms) {
        assertThat(rehearsed.out())
                .startsWith("Do not ship: 2_posters.sql:1 fails: %d rooms ".formatted(rooms));
        assertThat(rehearsed.exit()).isEqualTo(3);
    }

    @Test
    void the_url_gives_every_row_and_the_structure_none() throws Exception {
        assertMet(live(), 50);
        assertMet(live("--from", "url", "--exclude-table-data", "room"), 0);
        assertMet(live("--from", "schema"), 0);
        assertNothingIsLeft();
    }

    @Test
    void a_dump_or_a_folder_of_them_needs_no_database() throws Exception {
        var backups = Files.createDirectory(folder.resolve("backups"));
        PgTools.forServer(15)
                .run(
                        "pg_dump",
                        database,
                        List.of("--format=custom", "--file=" + backups.resolve("a.dump")),
                        Duration.ofMinutes(1))
                .orThrow("Dumping");

        assertMet(
                lifeless("--from", "backup", "--backup", backups.resolve("a.dump").toString()), 50);
        assertMet(lifeless("--from", "backup", "--backup", backups.toString()), 50);
        assertThat(
                        lifeless(
                                        "--from",
                                        "backup",
                                        "--backup",
                                        Files.createDirectory(folder.resolve("none")).toString())
                                .err())
                .startsWith("slipway: there is no backup in " + folder.resolve("none"));
        assertNothingIsLeft();
    }

    @Test
    void a_pull_request_needs_nothing_but_the_files() throws Exception {
        assertMet(lifeless("--from", "empty", "--applied", "1"), 50);
        var unknown = lifeless("--from", "empty", "--applied", "7");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no migration 7");
        write("2_posters.sql", "create table poster (id int);");
        assertThat(lifeless("--from", "empty").out())
                .startsWith("A person must decide: 2 migrations ran in ");
        assertNothingIsLeft();
    }

    @Test
    void what_is_masked_is_masked_before_it_is_migrated() throws Exception {
        var script = Files.writeString(folder.resolve("mask"), "delete from room where id > 3;");
        assertMet(live("--masking", script.toString()), 3);

        Files.writeString(script, "select 1;\nselect nonsense;");
        var failed = live("--masking", script.toString());
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.out()).isEmpty();
        assertThat(failed.err())
                .contains("masking failed, and the copy is thrown away", "mask:2: ERROR:");
        assertNothingIsLeft();
    }

    @Test
    void a_lent_server_is_as_it_was_afterwards() throws Exception {
        var lent = server.url("postgres").toReference();
        var databases = "select string_agg(datname, ' ' order by oid) from pg_database";
        var before = value(databases);

        assertMet(live("--scratch-url", lent), 50);
        assertMet(lifeless("--from", "empty", "--applied", "1", "--scratch-url", lent), 50);

        assertThat(value(databases)).isEqualTo(before);
        assertNothingIsLeft();
    }

    @Test
    void what_the_role_may_not_do_is_found() throws Exception {
        server.execute(
                "postgres",
                "drop role if exists origins_app",
                "create role origins_app",
                "grant all on database %s to origins_app".formatted(database.database()));
        execute(
                "grant all on schema public to origins_app",
                "grant all on schema slipway to origins_app",
                "grant all on all tables in schema slipway, public to origins_app");
        write("2_posters.sql", "alter table room add poster text;");
        try {
            var rehearsed = live("--role", "origins_app");

            assertThat(rehearsed.out())
                    .startsWith("Do not ship: 2_posters.sql:1 fails: must be owner of table room");
        } finally {
            execute("drop owned by origins_app");
            server.execute("postgres", "drop owned by origins_app", "drop role origins_app");
        }
    }

    @Test
    void what_has_no_meaning_together_is_told_in_one_sentence() {
        assertWrong("--applied is for --from empty", "--applied", "1");
        assertWrong("--backup is for --from backup", "--backup", "x");
        assertWrong("--from backup needs --backup PATH", "--from", "backup");
        assertWrong(
                "--exclude-table-data is for --from url, which is the default",
                "--from",
                "schema",
                "--exclude-table-data",
                "room");
        assertWrong(
                "--masking is for --from url or --from backup: there are no rows to mask otherwise",
                "--from",
                "schema",
                "--masking",
                "x");
        assertWrong(
                "there is no script gone.sql that may be read: name it with --masking",
                "--masking",
                "gone.sql");
        assertWrong("--from empty asks no database: leave out --database-url", "--from", "empty");
        assertWrong("not a database URL", "--scratch-url", "mysql://u:hunter2@h/d");
        assertThat(live("--from", "there").exit()).isEqualTo(2);
    }

    private void assertWrong(String sentence, String... options) {
        var wrong = live(options);
        assertThat(wrong.err()).startsWith("slipway: " + sentence).doesNotContain("hunter2");
        assertThat(wrong.err().lines()).hasSize(2);
        assertThat(wrong.out()).isEmpty();
        assertThat(wrong.exit()).isEqualTo(2);
    }

    private void assertNothingIsLeft() throws Exception {
        try (var left = Files.list(folder.resolve(".slipway/scratch"))) {
            assertThat(left.map(Path::toString)).isEmpty();
        }
    }

    private Slipway live(String... options) {
        var all = new ArrayList<>(List.of("--database-url", database.toReference()));
        all.addAll(List.of(options));
        return lifeless(all.toArray(String[]::new));
    }

    private Slipway lifeless(String... options) {
        var all = new ArrayList<>(List.of("rehearse", "--migrations", folder.toString()));
        all.addAll(List.of(options));
        return Slipway.in(folder, all.toArray(String[]::new));
    }
}
