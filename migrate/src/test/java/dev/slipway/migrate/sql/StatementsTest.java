package dev.slipway.migrate.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {

    @Test
    void a_semicolon_ends_a_statement() {
        assertThat(sql("select 1; select 2 ;select 3"))
                .containsExactly("select 1", "select 2", "select 3");
    }

    @Test
    void the_line_is_that_of_the_first_word() {
        var statements =
                Statements.split("\n-- a comment\n\nselect 1;\n/* two\nlines */ select\n2;");

        assertThat(statements)
                .containsExactly(new Statement(4, "select 1"), new Statement(6, "select\n2"));
    }

    @Test
    void comments_alone_are_no_statement() {
        assertThat(sql("-- only; this\n/* and; /* nested; */ this; */ ; ;")).isEmpty();
    }

    @Test
    void quotes_hide_semicolons() {
        assertThat(sql("select 'a;''b;', \"c;\"\"d;\", e'f;\\';g', E'\\\\'; select 2"))
                .containsExactly("select 'a;''b;', \"c;\"\"d;\", e'f;\\';g', E'\\\\'", "select 2");
    }

    @Test
    void a_backslash_escapes_only_in_an_escape_string() {
        assertThat(sql("select 'a\\'; select 2")).containsExactly("select 'a\\'", "select 2");
    }

    @Test
    void dollar_quotes_hide_everything_up_to_their_own_tag() {
        assertThat(sql("do $a$ begin; $b$ ; $$ end $a$; select $$;$$"))
                .containsExactly("do $a$ begin; $b$ ; $$ end $a$", "select $$;$$");
    }

    @Test
    void a_parameter_or_a_dollar_in_a_name_is_no_quote() {
        assertThat(sql("select $1; select a$b$c from t; select $2"))
                .containsExactly("select $1", "select a$b$c from t", "select $2");
    }

    @Test
    void parentheses_hold_semicolons_in_a_rule() {
        assertThat(sql("create rule r as on insert to t do (select 1; select 2); select 3"))
                .containsExactly(
                        "create rule r as on insert to t do (select 1; select 2)", "select 3");
    }

    @Test
    void the_body_of_a_sql_routine_ends_at_its_own_end() {
        var routine =
                "create or replace function f() returns int begin atomic"
                        + " select case when true then 1 else 2 end; select 3; end";

        assertThat(sql(routine + "; select 4")).containsExactly(routine, "select 4");
    }

    @Test
    void begin_as_a_statement_is_one() {
        assertThat(sql("begin; update t set begin = 1; end; commit"))
                .containsExactly("begin", "update t set begin = 1", "end", "commit");
    }

    @Test
    void what_never_ends_is_given_to_the_server_to_judge() {
        assertThat(sql("select 1; select 'open; select 2"))
                .containsExactly("select 1", "select 'open; select 2");
        assertThat(sql("select 1; do $x$ open; ")).containsExactly("select 1", "do $x$ open;");
    }

    @Test
    void a_byte_order_mark_and_crlf_are_no_part_of_a_statement() {
        assertThat(Statements.split("\uFEFFselect 1;\r\nselect 2;\r\n"))
                .containsExactly(new Statement(1, "select 1"), new Statement(2, "select 2"));
    }

    @Test
    void the_servers_position_becomes_a_line_of_the_file() {
        var statement = new Statement(10, "select a,\n  b\nfrom t");

        assertThat(statement.lineAt(1)).isEqualTo(10);
        assertThat(statement.lineAt(13)).isEqualTo(11);
        assertThat(statement.lineAt(16)).isEqualTo(12);
        assertThat(statement.lineAt(0)).isEqualTo(10);
    }

    private static List<String> sql(String text) {
        return Statements.split(text).stream().map(Statement::sql).toList();
    }
}
