package dev.slipway.migrate.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlywayTest {

    @TempDir private Path folder;

    @Test
    void versions_follow_each_other_as_numbers_and_repeatables_come_last() {
        var sorted =
                Stream.of("R__b", "10", "9.9", "2", "R__a", "1.10", "1.9", "-7", "003", "1.9.0.1")
                        .sorted(Formats.FLYWAY.order())
                        .toList();

        assertThat(sorted)
                .containsExactly(
                        "-7", "1.9", "1.9.0.1", "1.10", "2", "003", "9.9", "10", "R__a", "R__b");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.0",
        "1.0.0, 01",
        "1.2, 1.2.0",
        "20260101000000000000001, 20260101000000000000001.0"
    })
    void zeros_at_the_end_or_in_front_mean_nothing(String one, String other) {
        assertThat(Formats.FLYWAY.order().compare(one, other)).isZero();
    }

    @Test
    void what_is_no_version_is_told() {
        assertThatThrownBy(() -> Formats.FLYWAY.order().compare("1", "one"))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining("one is no version");
    }

    @ParameterizedTest
    @CsvSource({
        "public, 77433833903597",
        "synctv, 77430938743929",
        "app, 77431436970681",
    })
    void the_lock_is_that_of_flyway(String schema, long id) {
        assertThat(
                        Formats.FLYWAY.lockIds(
                                new HistoryTable("x", schema, Formats.FLYWAY.defaultTable())))
                .containsExactly(id);
    }

    @Test
    void two_files_of_one_version_are_both_named() throws IOException {
        write("V1__a.sql", "select 1;");
        write("sub/V1_0__b.sql", "select 1;");

        assertThatThrownBy(() -> set(Map.of()))
                .hasMessageContaining("V1__a.sql")
                .hasMessageContaining("sub/V1_0__b.sql");
    }

    @Test
    void an_undo_script_is_the_way_down() throws IOException {
        write("V1_1__a.sql", "create table ${name} ();");
        write("U1.1__a.sql", "drop table ${name};");
        var settings = new Settings(Map.of("flyway.placeholders.name", "a"), Map.of());

        var migration = set(settings.values()).migrations().get(0);
        var down =
                Formats.FLYWAY.down(migration.file(), migration.downText().orElseThrow(), settings);

        assertThat(down.orElseThrow().file()).isEqualTo("U1_1__a.sql");
        assertThat(down.orElseThrow().statements())
                .containsExactly(new Statement(1, "drop table a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently a on b (c)",
                "CREATE /* x */ UNIQUE INDEX\nCONCURRENTLY a on b (c)",
                "drop index concurrently if exists a",
                "vacuum (full) a",
                "reindex (verbose) database a",
                "reindex schema a",
                "alter system set a = 1",
                "create database a",
                "drop tablespace a",
                "create subscription a connection ''",
                "discard all",
            })
    void what_cannot_run_in_a_transaction_does_not(String sql) throws IOException {
        write("V1__a.sql", "-- select 1;\n" + sql + ";");

        assertThat(set(Map.of()).migrations().get(0).transactional()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index a on b (c)",
                "reindex table concurrently a",
                "comment on index a is 'create index concurrently'",
                "select '; vacuum;'",
                "create table vacuum (a int)",
                "alter type a add value 'b'",
                "",
            })
    void everything_else_runs_in_one(String sql) throws IOException {
        write("V1__a.sql", sql + ";");

        assertThat(set(Map.of()).migrations().get(0).transactional()).isTrue();
    }

    @Test
    void both_sorts_run_apart_where_they_may_be_mixed() throws IOException {
        write("V1__a.sql", "create table a (b int); create index concurrently c on a (b);");

        var mixed = set(Map.of("flyway.mixed", "true")).migrations().get(0);
        assertThat(mixed.transactional()).isFalse();
        assertThat(mixed.statements()).hasSize(2);
        assertThatThrownBy(() -> set(Map.of()).migrations().get(0).statements())
                .hasMessageContaining("V1__a.sql:1")
                .hasMessageContaining("flyway.mixed");
    }

    @Test
    void rows_in_a_file_belong_to_the_copy_before_them() throws IOException {
        write(
                "V1__a.sql",
                """
                select 1;
                copy a (b, "c;") from stdin with (delimiter ';'); -- rows
                1;x
                2;'
                \\.
                select 2;
                COPY public.a FROM STDIN;
                3
                """);

        assertThat(set(Map.of()).migrations().get(0).statements())
                .containsExactly(
                        new Statement(1, "select 1"),
                        new Statement(
                                2,
                                "copy a (b, \"c;\") from stdin with (delimiter ';')",
                                Optional.of("1;x\n2;'\n")),
                        new Statement(6, "select 2"),
                        new Statement(7, "COPY public.a FROM STDIN", Optional.of("3\n")));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "select '${a}', select 'one'",
                "select '${A}', select 'one'",
                "$${a} ${a}, $${a} one",
                "$$${a}, $$one",
                "${b}${a}$, one$",
                "{a} $a $ {, {a} $a $ {",
            })
    void placeholders_are_filled_as_flyway_fills_them(String text, String filled) {
        var settings =
                new Settings(
                        Map.of("flyway.placeholders.a", "one", "flyway.placeholders.b", ""),
                        Map.of());

        assertThat(new FlywayPlaceholders(settings).fill("x.sql", text)).isEqualTo(filled);
    }

    @Test
    void placeholders_may_be_marked_in_another_way_or_not_at_all() {
        var marked =
                Map.of(
                        "flyway.placeholderPrefix",
                        "#[",
                        "flyway.placeholderSuffix",
                        "]#",
                        "flyway.placeholders.a",
                        "one");
        var off = Map.of("flyway.placeholderReplacement", "false");

        assertThat(filled("#[a]# ${a}", marked)).isEqualTo("one ${a}");
        assertThat(filled("${a}", off)).isEqualTo("${a}");
        assertThatThrownBy(() -> filled("\n${a", Map.of())).hasMessageContaining("x.sql:2");
    }

    private static String filled(String text, Map<String, String> settings) {
        return new FlywayScript("x.sql", text, new Settings(settings, Map.of())).filled();
    }

    @Test
    void a_script_may_say_that_it_is_not_to_be_executed() throws IOException {
        write("V1__a.sql", "select 1;");
        write("V2__b.sql", "select 1;");
        write("V2__b.sql.conf", "shouldExecute=a==b || c!=c");

        assertThat(set(Map.of()).migrations()).extracting(Migration::version).containsExactly("1");

        write("V2__b.sql.conf", "shouldExecute=perhaps");
        assertThatThrownBy(() -> set(Map.of()))
                .hasMessageContaining("V2__b.sql.conf")
                .hasMessageContaining("perhaps");
    }

    @Test
    void an_unknown_setting_of_a_script_is_named() throws IOException {
        write("V1__a.sql", "select 1;");
        write("V1__a.sql.conf", "nonsense=1");

        assertThatThrownBy(() -> set(Map.of()))
                .hasMessageContaining("V1__a.sql.conf")
                .hasMessageContaining("nonsense");
    }

    @Test
    void long_names_are_cut_as_the_table_needs_it() {
        var description = FlywayHistory.description("d".repeat(201));
        var script = FlywayHistory.script("s".repeat(1001) + "end");

        assertThat(description).hasSize(200).endsWith("d...");
        assertThat(script).hasSize(1000).startsWith("...s").endsWith("end");
    }

    @Test
    void a_folder_without_its_files_is_refused() throws IOException {
        write("readme.sql", "select 1;");

        assertThatThrownBy(() -> set(Map.of())).hasMessageContaining("V<version>__");
    }

    private MigrationSet set(Map<String, String> settings) {
        return Formats.FLYWAY.read(Folder.directory(folder), new Settings(settings, Map.of()));
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
