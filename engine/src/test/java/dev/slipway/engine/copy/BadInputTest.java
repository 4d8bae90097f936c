package dev.slipway.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.engine.backup.BackupException;
import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What cannot be copied, or not masked, is told in one message that says where and what to do.
class BadInputTest extends CopyFixture {

    @BeforeEach
    void fill() throws Exception {
        tell(
                """
                create table room (id int, name text);
                insert into room select i, md5(i::text) from generate_series(1, 20000) i;
                """);
    }

    @Test
    void a_dump_that_is_cut_off() throws Exception {
        var plain = cut(dump("a.sql"), 300);
        var inTheRows = cut(dump("b.dump", "--format=custom"), 20_000);
        var inTheList =
                Files.write(
                        folder.resolve("c.dump"),
                        Arrays.copyOf(Files.readAllBytes(inTheRows), 300));

        assertRefused(plain, "a.sql is cut off: its last line is not");
        assertRefused(inTheRows, "The dump does not restore: pg_restore ended with status 1");
        assertRefused(inTheList, "c.dump is no dump that can be restored, or is cut off");
    }

    @Test
    void what_is_no_dump() throws Exception {
        assertRefused(
                Files.writeString(folder.resolve("notes.txt"), "hello"),
                "notes.txt is no dump that can be restored, or is cut off: take another with pg_dump");
        assertRefused(folder.resolve("gone.dump"), "there is no dump");
        assertRefused(
                Files.writeString(
                        folder.resolve("all.sql"), "--\n-- PostgreSQL database cluster dump\n--\n"),
                "is a dump of a whole cluster: dump the one database with pg_dump");
        assertRefused(dump("create.sql", "--create"), "was taken with --create");
    }

    @Test
    void a_dump_of_a_newer_version() throws Exception {
        var newer = dump("newer.dump", "--format=custom");
        var bytes = Files.readAllBytes(newer);
        bytes[6] = 99;
        Files.write(newer, bytes);
        var server = Files.readString(dump("newer.sql")).replaceFirst("version 15", "version 99");
        var plain = Files.writeString(folder.resolve("newer.sql"), server);

        assertRefused(newer, "was written by a pg_dump newer than the pg_restore");
        assertThatThrownBy(() -> copy(new Origin.Backup(plain)))
                .hasMessageStartingWith("No PostgreSQL 99 server is on this machine");
    }

    @Test
    void a_folder_without_a_backup() throws Exception {
        var empty = Files.createDirectory(folder.resolve("backups"));

        assertRefused(empty, "there is no backup in " + empty);
    }

    @Test
    void a_masking_script_that_fails_is_named_with_its_line() {
        assertThatThrownBy(() ->
                        masked(live(), "update room set name = 'x';\n\nupdate rom set name = 'x';"))
                .isInstanceOf(CopyException.class)
                .hasMessageMatching(
                        "(?s)masking failed, and the copy is thrown away: .*mask.sql:3: ERROR:  relation \"rom\" does not exist.*");
    }

    @Test
    void a_masked_copy_holds_nothing_of_what_was_hidden_and_the_source_all() throws Exception {
        var copy = masked(live(), "update room set name = 'hidden';");

        assertThat(ask(copy.url(), "select string_agg(distinct name, ' ') from room"))
                .isEqualTo("hidden");
        assertThat(copy.drill()).isEmpty();
        assertThat(ask(source, "select count(distinct name) from room")).isEqualTo("20000");
    }

    @Test
    void a_role_that_may_not_read_everything() throws Exception {
        tell("drop role if exists copy_reader; create role copy_reader login password 'hunter2'");
        var url = source.toString().replace("slipway@", "copy_reader:hunter2@");
        var reader = DatabaseUrl.parse(url, Map.of());

        assertThatThrownBy(() -> copy(new Origin.Live(reader, List.of())))
                .isInstanceOf(BackupException.class)
                .hasMessageContaining("permission denied for table room")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> copy(new Origin.Live(reader, List.of("other"))))
                .isInstanceOf(CopyException.class)
                .hasMessageContaining("permission denied for table room")
                .hasMessageNotContaining("hunter2");
        tell("drop role copy_reader");
    }

    @Test
    void a_disk_without_room() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=4m", "slipway-test", disk.toString()),
                "mounting a small disk needs root");
        try {
            var site = kept(Site.own(disk, home.resolve("cache"), 1));

            assertThatThrownBy(() ->
                            Copy.of(
                                    live(),
                                    site,
                                    Optional.empty(),
                                    Optional.empty(),
                                    LIMIT,
                                    Progress.UNHEARD))
                    .isInstanceOf(CopyException.class)
                    .hasMessageMatching(
                            "the copy needs about \\d+ MB in .*, and \\d MB is free there: .*");
            assertThat(disk).isEmptyDirectory();
        } finally {
            assertThat(succeeds("umount", disk.toString())).isTrue();
        }
    }

    private void assertRefused(Path dump, String text) {
        assertThatThrownBy(() -> copy(new Origin.Backup(dump)))
                .isInstanceOf(CopyException.class)
                .hasMessageContaining(text);
    }

    private static Path cut(Path dump, int bytes) throws Exception {
        var whole = Files.readAllBytes(dump);
        return Files.write(dump, Arrays.copyOf(whole, whole.length - bytes));
    }

    private static boolean succeeds(String... words) throws Exception {
        var process = new ProcessBuilder(words).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
