package dev.slipway.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.backup.Backup;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Where a copy comes from, and what of it is there.
class OriginsTest extends CopyFixture {

    private static final String COUNTS =
            "select (select count(*) from room) || ' ' || (select count(*) from guest)";

    @BeforeEach
    void fill() throws Exception {
        tell(
                """
                create table room (id int primary key, name text);
                insert into room select i, 'room ' || i from generate_series(1, 100) i;
                create table guest (id int primary key, email text);
                insert into guest select i, i || '@example.org' from generate_series(1, 50) i;
                """);
    }

    @Test
    void the_whole_database_is_proven_equal() throws Exception {
        var copy = copy(live());

        assertThat(copy.drill().orElseThrow().findings()).isEmpty();
        assertThat(ask(copy.url(), COUNTS)).isEqualTo("100 50");
    }

    @Test
    void rows_that_stay_behind_leave_their_table_and_prove_nothing() throws Exception {
        var copy = copy(live("gue*"));

        assertThat(copy.drill()).isEmpty();
        assertThat(ask(copy.url(), COUNTS)).isEqualTo("100 0");
    }

    @Test
    void a_pattern_that_is_none_is_told_in_pg_dumps_words() {
        assertThatThrownBy(() -> copy(live("a.b.c.d")))
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("Dumping postgres://")
                .hasMessageContaining("a.b.c.d");
    }

    @Test
    void the_structure_knows_what_was_migrated() throws Exception {
        tell("drop table room, guest");
        var set = migrations("1_seat.sql");
        assertThat(Migrator.builder().database(source).migrations(set).build().migrate())
                .isInstanceOf(Outcome.Done.class);

        tell("insert into seat values (1)");

        var copy = copy(new Origin.Shape(source, "public", "_sqlx_migrations"));

        assertThat(ask(copy.url(), "select count(*) from seat")).isEqualTo("0");
        assertThat(Migrator.builder().database(copy.url()).migrations(set).build().status())
                .satisfies(status -> {
                    assertThat(status.pending()).isEmpty();
                    assertThat(status.problems()).isEmpty();
                });
    }

    @Test
    void a_structure_without_a_history_is_copied_too() throws Exception {
        var copy = copy(new Origin.Shape(source, "public", "_sqlx_migrations"));

        assertThat(ask(copy.url(), COUNTS)).isEqualTo("0 0");
    }

    @Test
    void every_form_of_dump_restores() throws Exception {
        for (var form : new String[] {"custom", "directory", "tar", "plain"}) {
            var dump = dump("dump." + form, "--format=" + form);

            var copy = copy(new Origin.Backup(dump));

            assertThat(ask(copy.url(), COUNTS)).as(form).isEqualTo("100 50");
            assertThat(copy.drill()).isEmpty();
            closeSites();
        }
    }

    @Test
    void a_dump_restores_with_the_owners_and_rights_that_it_names() throws Exception {
        server.createRole("Odd \"owner");
        server.createRole("copy_reader");
        tell(
                """
                alter table room owner to "Odd ""owner";
                grant select on guest to copy_reader;
                alter table guest enable row level security;
                create policy own on guest to copy_reader using (id in (select id from room));
                """);
        for (var form : new String[] {"custom", "plain"}) {
            var copy = copy(new Origin.Backup(dump("dump." + form, "--format=" + form)));

            assertThat(ask(copy.url(), "select tableowner from pg_tables where tablename = 'room'"))
                    .isEqualTo("Odd \"owner");
            assertThat(
                            ask(
                                    copy.url(),
                                    "select has_table_privilege('copy_reader', 'guest', 'select')"))
                    .isEqualTo("t");
            closeSites();
        }
    }

    @Test
    void the_newest_backup_of_a_folder_is_the_one_that_was_taken_last() throws Exception {
        var folder = Files.createDirectory(this.folder.resolve("backups"));
        var newest = Backup.take(source, folder.resolve("b.dump"), LIMIT);
        Files.writeString(folder.resolve("b.json"), newest.toJson().pretty());
        tell("delete from room");
        var older = Backup.take(source, folder.resolve("a.dump"), LIMIT);
        Files.writeString(
                folder.resolve("a.json"),
                older.toJson().put("at", "2001-01-01T00:00:00Z").pretty());
        Files.writeString(folder.resolve("notes.json"), "[]");

        assertThat(NewestBackup.of(folder)).isEqualTo(folder.resolve("b.dump"));

        Files.writeString(folder.resolve("b.dump"), "damaged");
        assertThatThrownBy(() -> NewestBackup.of(folder))
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("The backup is not the file that was taken.");
    }

    @Test
    void without_records_the_newest_file_of_a_folder_is_taken() throws Exception {
        var old = Files.writeString(folder.resolve("z.dump"), "");
        Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        var newest = Files.writeString(folder.resolve("a.sql"), "");

        assertThat(NewestBackup.of(folder)).isEqualTo(newest);
    }

    @Test
    void nothing_is_an_empty_database_with_the_files_up_to_a_version() throws Exception {
        var set = migrations("1_seat.sql", "2_poster.sql");

        var copy =
                copy(
                        new Origin.Nothing(
                                Optional.of(
                                        new Base(set, Optional.empty(), Optional.empty(), "1"))));

        assertThat(ask(copy.url(), "select count(*) from seat")).isEqualTo("0");
        assertThat(
                        Migrator.builder()
                                .database(copy.url())
                                .migrations(set)
                                .build()
                                .status()
                                .pending())
                .isEqualTo(List.of("2"));
    }

    @Test
    void nothing_without_a_version_is_an_empty_database() throws Exception {
        var copy = copy(new Origin.Nothing(Optional.empty()));

        assertThat(ask(copy.url(), "select count(*) from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void files_that_do_not_apply_to_an_empty_database_are_named_with_their_line() throws Exception {
        Files.writeString(
                folder.resolve("1_bad.sql"), "create table a (id int);\nselect nonsense;");
        var set = MigrationSet.of(Formats.SQLX, folder);
        var bad = new Base(set, Optional.empty(), Optional.empty(), "1");
        var unknown = new Base(set, Optional.empty(), Optional.empty(), "9");

        assertThatThrownBy(() -> copy(new Origin.Nothing(Optional.of(bad))))
                .isInstanceOf(CopyException.class)
                .hasMessageContaining(
                        "the files up to 1 do not apply to an empty database: 1_bad.sql:2");
        assertThatThrownBy(() -> copy(new Origin.Nothing(Optional.of(unknown))))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("there is no migration 9");
    }

    private MigrationSet migrations(String... files) throws Exception {
        for (var file : files) {
            Files.writeString(
                    folder.resolve(file),
                    "create table %s (id int);".formatted(file.substring(2, 6)));
        }
        return MigrationSet.of(Formats.SQLX, folder);
    }
}
