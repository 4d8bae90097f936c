package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// That a tool and a migrator carry on each other's work, the tool by the SQL that it sends.
abstract class ToolContract extends FormatContract {

    private static final String COLUMNS =
            """
            select a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity,
                   pg_get_expr(d.adbin, d.adrelid)
              from pg_attribute a
              left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
             where a.attrelid = '%1$s'::regclass and a.attnum > 0
             order by a.attnum
            """;

    private static final String CONSTRAINTS =
            """
            select contype, pg_get_constraintdef(oid)
              from pg_constraint
             where conrelid = '%s'::regclass and contype <> 'n'
             order by 1, 2
            """;

    /// How the tool makes its table, with what it puts into it then.
    abstract List<String> toolCreates();

    /// What the tool writes when it has run a migration.
    abstract List<String> toolApplied(SampleMigration change);

    /// What the tool writes when it has taken a migration back.
    abstract List<String> toolReverted(SampleMigration change, Optional<SampleMigration> before);

    @Test
    void the_history_is_the_table_that_the_tool_makes() throws Exception {
        write(ROOMS);
        migrate();
        var table = format().defaultTable();
        var ours = database.rows(COLUMNS.formatted(table));
        var ourConstraints = database.rows(CONSTRAINTS.formatted(table));
        database.execute("drop table " + table);

        toolDoes(toolCreates());

        assertThat(ours).isEqualTo(database.rows(COLUMNS.formatted(table)));
        assertThat(ourConstraints).isEqualTo(database.rows(CONSTRAINTS.formatted(table)));
    }

    @Test
    void what_the_tool_applied_is_carried_on() throws Exception {
        write(ROOMS);
        toolDoes(toolCreates());
        toolApplies(ROOMS);
        write(GUESTS);

        assertThat(status().state()).isEqualTo(State.PENDING);
        assertThat(status().pending()).containsExactly("2");
        assertThat(migrate()).isInstanceOf(Outcome.Done.class);
        assertRecorded(ROOMS, GUESTS);
    }

    @Test
    void five_times_in_turn_each_finds_what_the_other_did() throws Exception {
        for (int i = 11; i < 21; i += 2) {
            write(SampleMigration.table(i, "ours" + i));
            assertThat(migrate()).isInstanceOf(Outcome.Done.class);
            var theirs = SampleMigration.table(i + 1, "theirs" + i);
            write(theirs);
            toolApplies(theirs);
            assertThat(status().state()).isEqualTo(State.READY);
        }

        assertThat(status().current()).contains("20");
        assertThat(status().applied()).isEqualTo(10);
    }

    @Test
    void what_the_tool_took_back_is_applied_again() throws Exception {
        write(ROOMS);
        write(GUESTS);
        migrate();
        toolTakesBack(GUESTS, Optional.of(ROOMS));
        assertThat(status().pending()).containsExactly("2");
        assertThat(migrate()).isInstanceOf(Outcome.Done.class);
        assertRecorded(ROOMS, GUESTS);

        toolTakesBack(GUESTS, Optional.of(ROOMS));
        toolTakesBack(ROOMS, Optional.empty());

        assertThat(status().current()).isEmpty();
        assertThat(migrate()).isInstanceOf(Outcome.Done.class);
        assertRecorded(ROOMS, GUESTS);
    }

    void toolApplies(SampleMigration change) throws SQLException {
        database.execute(change.up());
        toolDoes(toolApplied(change));
    }

    void toolTakesBack(SampleMigration change, Optional<SampleMigration> before)
            throws SQLException {
        database.execute(change.down());
        toolDoes(toolReverted(change, before));
    }

    void toolDoes(List<String> statements) throws SQLException {
        for (var sql : statements) {
            database.execute(sql);
        }
    }
}
