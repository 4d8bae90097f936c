package dev.slipway.engine.trial;

import dev.slipway.engine.deploy.Condition;
import dev.slipway.engine.deploy.ProcessTarget;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// What a release could have touched: the schema, the history, and the processes.
///
/// Two that are equal say that nothing was.
record Footprint(String schema, String history, List<Long> processes) {

    private static final String SCHEMA =
            """
            select md5(string_agg(line, E'\\n' order by line))
              from (select c.oid::regclass || ' ' || a.attname || ' '
                           || format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull as line
                      from pg_class c
                      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
                     where c.relnamespace = 'public'::regnamespace
                     union all
                    select pg_get_indexdef(indexrelid) from pg_index
                     union all
                    select conname || ' ' || pg_get_constraintdef(oid) from pg_constraint) lines
            """;

    private static final String HISTORY =
            """
            select string_agg(version::text, ' ' order by version)
              from _sqlx_migrations
            """;

    static Footprint of(Stage stage, ProcessTarget target) {
        try (var connection = stage.database().connect("slipway try");
                var statement = connection.createStatement()) {
            return new Footprint(
                    text(statement, SCHEMA), text(statement, HISTORY), processes(stage, target));
        } catch (SQLException e) {
            throw new TrialException("cannot look at " + stage.database(), e);
        }
    }

    private static String text(Statement statement, String query) throws SQLException {
        try (var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    private static List<Long> processes(Stage stage, ProcessTarget target) {
        return stage.instances().stream()
                .map(target::probe)
                .map(seen -> seen instanceof Condition.Ready(var run, _) ? run.process().pid() : 0L)
                .toList();
    }
}
