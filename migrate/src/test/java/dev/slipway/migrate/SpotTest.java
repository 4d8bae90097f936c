package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Statements;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SpotTest {

    private static final String TEXT =
            "create table a ();\r\n\n  alter table b\r\n    add colour colr; select nothing\n";

    @Test
    void a_word_is_where_an_editor_shows_it() {
        var statements = Statements.split(TEXT);

        assertThat(word(statements.get(0), "a ()")).isEqualTo(spot(1, 14));
        assertThat(word(statements.get(1), "alter")).isEqualTo(spot(3, 3));
        assertThat(word(statements.get(1), "b\r")).isEqualTo(spot(3, 15));
        assertThat(word(statements.get(1), "colr")).isEqualTo(spot(4, 16));
        assertThat(word(statements.get(2), "nothing")).isEqualTo(spot(4, 29));
    }

    @Test
    void without_a_position_there_is_a_line_only() {
        var statement = Statements.split(TEXT).get(1);

        assertThat(Spot.of(TEXT, statement, 0)).isEqualTo(new Spot(3, OptionalInt.empty()));
        assertThat(Spot.of(TEXT, statement, 999)).isEqualTo(new Spot(4, OptionalInt.empty()));
    }

    @Test
    void what_is_not_in_the_file_as_it_ran_has_no_column() {
        var filledIn = new Statement(3, "alter table shop_b\r\n    add colour colr");

        assertThat(Spot.of(TEXT, filledIn, 13)).isEqualTo(new Spot(3, OptionalInt.empty()));
    }

    private static Spot word(Statement statement, String word) {
        return Spot.of(TEXT, statement, statement.sql().indexOf(word) + 1);
    }

    private static Spot spot(int line, int column) {
        return new Spot(line, OptionalInt.of(column));
    }
}
