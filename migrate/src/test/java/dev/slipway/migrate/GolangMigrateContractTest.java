package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Folder;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GolangMigrateContractTest extends ToolContract {

    @Override
    Format format() {
        return Formats.GOLANG_MIGRATE;
    }

    @Override
    void write(SampleMigration change) throws IOException {
        var name = change.version() + "_" + change.name();
        write(name + ".up.sql", change.up());
        write(name + ".down.sql", change.down());
    }

    @Override
    String reading() {
        return "select version, dirty from schema_migrations";
    }

    @Override
    List<String> recorded(List<SampleMigration> applied) {
        return applied.stream()
                .map(SampleMigration::version)
                .max(Comparator.naturalOrder())
                .map(version -> List.of(version + "|f"))
                .orElse(List.of());
    }

    @Override
    List<String> toolCreates() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS schema_migrations"
                        + " (version bigint not null primary key, dirty boolean not null)");
    }

    @Override
    List<String> toolApplied(SampleMigration change) {
        return List.of(mark(change.version(), true), mark(change.version(), false));
    }

    @Override
    List<String> toolReverted(SampleMigration change, Optional<SampleMigration> before) {
        return before.map(one -> List.of(mark(one.version(), true), mark(one.version(), false)))
                .orElse(List.of(mark("-1", true), "begin; TRUNCATE schema_migrations; commit"));
    }

    private static String mark(String version, boolean dirty) {
        return """
        begin;
        TRUNCATE schema_migrations;
        INSERT INTO schema_migrations (version, dirty) VALUES (%s, %s);
        commit
        """
                .formatted(version, dirty);
    }

    /// A mark alone would leave a person to find out how far the file came.
    @Test
    void it_is_never_dirty_without_a_note_of_how_far_it_came() throws Exception {
        write(ROOMS);
        migrate();
        database.execute(
                """
                create function no() returns trigger language plpgsql
                as 'begin raise exception ''no note''; end';
                create trigger no before insert on slipway.progress
                   for each row execute function no()
                """);
        write(SampleMigration.index(2, "rooms"));

        assertThat(migrate()).isInstanceOf(Outcome.Failed.class);

        assertRecorded(ROOMS);
    }

    @Test
    void a_dirty_mark_is_dirty_and_refused() throws Exception {
        write(ROOMS);
        write(GUESTS);
        toolDoes(toolCreates());
        toolApplies(ROOMS);
        database.execute(mark("2", true));

        assertThat(status().state()).isEqualTo(State.DIRTY);
        assertThat(status().problems())
                .extracting(problem -> problem.kind() + " " + problem.version().orElseThrow())
                .containsExactly("DIRTY 2");
        assertThat(migrate()).isInstanceOf(Outcome.Refused.class);
        assertThat(database.rows(reading())).containsExactly("2|t");
    }

    @Test
    void a_dirty_mark_below_every_file_is_about_the_first_migration() throws Exception {
        write(ROOMS);
        write(GUESTS);
        toolDoes(toolCreates());
        database.execute(mark("-1", true));

        assertThat(status().state()).isEqualTo(State.DIRTY);
        assertThat(status().problems())
                .extracting(problem -> problem.version().orElseThrow())
                .containsExactly("1");
    }

    /// golang-migrate itself never looks below its mark.
    @Test
    void a_file_that_the_tool_passed_over_is_found_by_the_book() throws Exception {
        write(ROOMS);
        write(STAYS);
        migrate();
        var later = SampleMigration.table(4, "meals");
        write(GUESTS);
        write(later);
        toolApplies(later);

        assertThat(status().pending()).containsExactly("2");
        assertThat(status().problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.OUT_OF_ORDER);
        assertThat(migrator().outOfOrder(OutOfOrder.APPLY).build().migrate())
                .isInstanceOf(Outcome.Done.class);
        assertRecorded(ROOMS, GUESTS, STAYS, later);
        assertThat(status().state()).isEqualTo(State.READY);
    }

    @Test
    void the_book_forgets_what_the_tool_took_back() throws Exception {
        write(ROOMS);
        write(GUESTS);
        migrate();
        toolTakesBack(GUESTS, Optional.of(ROOMS));
        Files.delete(folder.resolve("2_guests.up.sql"));
        Files.delete(folder.resolve("2_guests.down.sql"));
        assertThat(migrate()).isEqualTo(new Outcome.Done(List.of()));
        write(STAYS);
        toolApplies(STAYS);
        migrate();
        write(GUESTS);

        assertThat(status().pending()).containsExactly("2");
    }

    @Test
    void a_script_outside_a_transaction_is_dirty_while_it_runs() throws Exception {
        write(ROOMS);
        migrate();
        write("2_a.up.sql", "create index concurrently a on rooms ((1 / (id - 1)));");
        database.execute("insert into rooms values (1)");

        assertThat(migrate()).isInstanceOf(Outcome.Failed.class);

        assertThat(database.rows(reading())).containsExactly("2|t");
        assertThat(status().problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.HALF_DONE);
        database.execute("delete from rooms; drop index if exists a");
        assertThat(migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(database.rows(reading())).containsExactly("2|f");
        assertThat(status().state()).isEqualTo(State.READY);
    }

    @Test
    void several_statements_apart_go_on_where_they_stopped() throws Exception {
        database.execute("create schema other");
        write("1_a.up.sql", "create table a (id int);\ninsert into other.b values (1);\n");

        var failed = (Outcome.Failed) multiStatement().build().migrate();

        assertThat(failed.line()).isEqualTo(2);
        assertThat(database.rows(reading())).containsExactly("1|t");
        assertThat(multiStatement().build().status().problems())
                .extracting(Problem::kind)
                .containsExactly(Problem.Kind.HALF_DONE);

        database.execute("create table other.b (id int)");
        assertThat(multiStatement().build().migrate()).isInstanceOf(Outcome.Done.class);
        assertThat(database.rows(reading())).containsExactly("1|f");
    }

    private Migrator.Builder multiStatement() {
        var settings = new Settings(Map.of("x-multi-statement", "true"), Map.of());
        return Migrator.builder().database(database.url()).migrations(set(settings));
    }

    private MigrationSet set(Settings settings) {
        try (var files = Folder.directory(folder)) {
            return format().read(files, settings);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void either_lock_of_the_tool_is_waited_for(String before) throws Exception {
        write(ROOMS);
        var name = before + database.url().database();
        var crc = new CRC32();
        crc.update(("public\0schema_migrations\0" + name).getBytes(StandardCharsets.UTF_8));
        try (var tool = database.url().connect("migrate");
                var statement = tool.createStatement()) {
            long id = Integer.toUnsignedLong((int) crc.getValue() * 1486364155);
            statement.execute("select pg_advisory_lock(" + id + ")");

            var outcome = migrator().wait(Duration.ofMillis(300)).build().migrate();

            assertThat(((Outcome.Locked) outcome).holder().orElseThrow().application())
                    .isEqualTo("migrate");
        }
    }

    @Test
    void the_right_to_truncate_is_not_needed() throws Exception {
        write(ROOMS);
        migrate();
        write(GUESTS);
        database.execute(
                "revoke truncate on schema_migrations from \"" + database.url().user() + "\"");

        assertThat(migrate()).isInstanceOf(Outcome.Done.class);
        assertRecorded(ROOMS, GUESTS);
    }

    @Test
    void the_table_of_dbmate_is_not_taken_for_it() throws Exception {
        write(ROOMS);
        database.execute("create table schema_migrations (version varchar primary key)");

        assertThat(status().state()).isEqualTo(State.FOREIGN);
        assertThat(status().problems().get(0).detail())
                .contains("is not one of golang-migrate: it has version character varying");
    }
}
