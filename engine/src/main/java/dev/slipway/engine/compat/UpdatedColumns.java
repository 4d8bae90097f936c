package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Identifiers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which columns of a table a statement sets, found out by who may run it.
///
/// Plans do not show the names. But the server checks the right to update column by column: a role
/// that may do all but update one column is refused exactly the statements that set this column.
/// The role is made for this, and undone with everything else.
///
/// @param known answers given before: they do not change while the columns are the same
record UpdatedColumns(PlanningSession session, Map<Question, List<String>> known) {

    record Question(String sql, TableName table, List<String> columns) {}

    private static final String REFUSED = "42501";

    private static final String ROLE =
            """
            create role slipway_probe_%d nologin bypassrls;
            grant pg_read_all_data to slipway_probe_%1$d
            """;

    private static final String WRITES =
            """
            grant insert, update, delete on %s to slipway_probe_%d
            """;

    private static final String ALL_BUT_UPDATE =
            """
            revoke update on %s from slipway_probe_%d
            """;

    private static final String UPDATE =
            """
            grant update (%s) on %s to slipway_probe_%d
            """;

    /// In the table's order. All of them where rights say nothing, as through a view.
    ///
    /// @param columns of the table, in order
    List<String> of(OldStatement statement, Plan.Works plan, Write write, List<String> columns)
            throws SQLException {
        var question = new Question(statement.sql(), write.table(), columns);
        var answer = known.get(question);
        if (answer == null) {
            answer = asked(statement, plan, write, columns);
            known.put(question, answer);
        }
        return answer;
    }

    private List<String> asked(
            OldStatement statement, Plan.Works plan, Write write, List<String> columns)
            throws SQLException {
        if (refused(statement, plan, write, columns)) {
            return columns;
        }
        var set = new ArrayList<String>();
        collect(statement, plan, write, columns, columns, set);
        return set.isEmpty() ? columns : List.copyOf(set);
    }

    /// By halves: a statement sets few of a table's columns.
    private void collect(
            OldStatement statement,
            Plan.Works plan,
            Write write,
            List<String> columns,
            List<String> some,
            List<String> set)
            throws SQLException {
        var others = columns.stream().filter(one -> !some.contains(one)).toList();
        if (!refused(statement, plan, write, others)) {
            return;
        }
        if (some.size() == 1) {
            set.add(some.getFirst());
            return;
        }
        int middle = some.size() / 2;
        collect(statement, plan, write, columns, some.subList(0, middle), set);
        collect(statement, plan, write, columns, some.subList(middle, some.size()), set);
    }

    private boolean refused(
            OldStatement statement, Plan.Works plan, Write write, List<String> allowed)
            throws SQLException {
        return session.undone(() -> {
            int pid = session.pid();
            session.execute(ROLE.formatted(pid));
            for (var table : tables(plan)) {
                session.execute(WRITES.formatted(table.quoted(), pid));
            }
            session.execute(ALL_BUT_UPDATE.formatted(write.table().quoted(), pid));
            if (!allowed.isEmpty()) {
                session.execute(UPDATE.formatted(list(allowed), write.table().quoted(), pid));
            }
            session.become("slipway_probe_" + pid);
            return refused(statement, plan);
        });
    }

    private boolean refused(OldStatement statement, Plan.Works plan) throws SQLException {
        var types = plan.shape().parameters();
        var name = session.prepare(types, statement.sql());
        try {
            session.explain(PlanningSession.run(name, types.size()));
            return false;
        } catch (SQLException e) {
            if (REFUSED.equals(e.getSQLState())) {
                return true;
            }
            throw e;
        }
    }

    private static Set<TableName> tables(Plan.Works plan) {
        return plan.explained().writes().stream().map(Write::table).collect(Collectors.toSet());
    }

    private static String list(List<String> columns) {
        return columns.stream().map(Identifiers::quote).collect(Collectors.joining(", "));
    }
}
