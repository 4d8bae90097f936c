package dev.slipway.migrate.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GooseFileTest {

    private static final String BOTH =
            """
            -- A room for each story.
            -- +goose Up
            create table room (
                id int -- the number;
            );
            create index on room (id); -- soon
            -- +goose StatementBegin
            create function f() returns int as $$
            begin
                return 1;
            end $$ language plpgsql;
            -- +goose StatementEnd

            -- +goose Down
            drop function f();
            drop table room;
            """;

    @Test
    void a_statement_ends_on_a_line_whose_last_word_ends_in_a_semicolon() {
        assertThat(up(BOTH).statements()).extracting(Statement::line).containsExactly(3, 6, 8);
        assertThat(up(BOTH).statements().get(0).sql())
                .isEqualTo("create table room (\n    id int -- the number;\n);");
        assertThat(up("-- +goose Up\nselect 1; select 2;\n").statements()).hasSize(1);
        assertThat(up("-- +goose Up\nselect 'a;\nb';\n").statements())
                .extracting(Statement::sql)
                .containsExactly("select 'a;", "b';");
    }

    @Test
    void the_other_direction_is_left_out() {
        assertThat(down(BOTH).statements())
                .extracting(Statement::sql)
                .containsExactly("drop function f();", "drop table room;");
    }

    @Test
    void no_transaction_counts_for_both_directions_wherever_it_stands() {
        var text = "-- +goose Up\nselect 1;\n-- +goose Down\n-- +goose NO TRANSACTION\nselect 2;\n";

        assertThat(up(text).transactional()).isFalse();
        assertThat(down(text).transactional()).isFalse();
        assertThat(up(BOTH).transactional()).isTrue();
    }

    @Test
    void words_are_read_in_either_case_and_with_windows_line_endings() {
        assertThat(up("-- +GOOSE up\r\n".replace("GOOSE", "goose") + "select 1;\r\n").statements())
                .containsExactly(new Statement(2, "select 1;"));
    }

    @Test
    void the_environment_is_put_in_where_the_file_asks_for_it() {
        var text =
                """
                -- +goose Up
                select '${HOME_TOWN}';
                -- +goose ENVSUB ON
                select '${HOME_TOWN}', '${NOT_SET:-none}', '$HOME_TOWN', '$$';
                -- +goose ENVSUB OFF
                select '$HOME_TOWN';
                """;

        assertThat(parse(text, GooseFile.Direction.UP).statements())
                .extracting(Statement::sql)
                .containsExactly(
                        "select '${HOME_TOWN}';",
                        "select 'Bergen', 'none', 'Bergen', '$';",
                        "select '$HOME_TOWN';");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "select 1; | 1_a.sql:1: it must begin with '-- +goose Up'",
                "\"\" | it must begin with '-- +goose Up'",
                "-- +goose Down~ | '-- +goose Down' must follow",
                "-- +goose Up~-- +goose Up~ | there is a second '-- +goose Up'",
                "-- +goose Up~ -- +goose Down~ | an annotation must not be indented",
                "-- +goose Up~-- +goose StatementBegin~select 1;~ | has no '-- +goose StatementEnd'",
                "-- +goose Up~-- +goose StatementEnd~ | has no '-- +goose StatementBegin'",
                "-- +goose Up~select 1~ | begins on line 2 has no semicolon",
                "-- +goose Up~select 1~-- +goose Down~ | begins on line 2 has no semicolon",
                "-- +goose Sideways~ | goose has no annotation 'Sideways'",
            })
    void what_goose_would_refuse_is_refused(String text, String message) {
        assertThatThrownBy(() -> up(text.replace('~', '\n')))
                .isInstanceOf(MigrationFolderException.class)
                .hasMessageContaining(message);
    }

    private static Script.Parts up(String text) {
        return parse(text, GooseFile.Direction.UP);
    }

    private static Script.Parts down(String text) {
        return parse(text, GooseFile.Direction.DOWN);
    }

    private static Script.Parts parse(String text, GooseFile.Direction direction) {
        return new GooseFile("1_a.sql", direction, Map.of("HOME_TOWN", "Bergen")).parse(text);
    }
}
