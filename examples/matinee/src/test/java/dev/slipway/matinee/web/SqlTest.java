package dev.slipway.matinee.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlTest {

    @Test
    void each_parameter_becomes_a_question_mark_and_keeps_its_number() {
        var sql = Sql.parse("select $2, $1\n where x = $2");

        assertThat(sql.jdbc()).isEqualTo("select ?, ?\n where x = ?");
        assertThat(sql.order()).containsExactly(1, 0, 1);
        assertThat(sql.parameters()).isEqualTo(2);
    }

    @Test
    void a_question_mark_is_an_operator() {
        assertThat(Sql.parse("select a ? 'b'").jdbc()).isEqualTo("select a ?? 'b'");
    }

    @Test
    void a_comment_may_speak_of_a_parameter() {
        var sql = Sql.parse("-- $1 is the room\nselect 1");

        assertThat(sql.text()).isEqualTo("select 1");
        assertThat(sql.parameters()).isZero();
    }
}
