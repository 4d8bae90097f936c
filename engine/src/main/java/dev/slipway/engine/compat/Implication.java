package dev.slipway.engine.compat;

import java.sql.SQLException;
import java.util.List;

/// Whether what was checked before proves a new check: then it refuses nothing that was accepted.
///
/// The planner proves it: it leaves out a table whose checks contradict the condition of a query.
record Implication(PlanningSession session) {

    private static final String TABLE =
            """
            create temporary table slipway_implied (like %s);
            set local constraint_exclusion = on
            """;

    private static final String CHECK =
            """
            alter table pg_temp.slipway_implied add check (%s)
            """;

    private static final String CONTRADICTION =
            """
            explain
            select
              from pg_temp.slipway_implied
             where not (%s)
            """;

    private static final String LEFT_OUT = "One-Time Filter: false";

    boolean proves(List<Demand> before, Demand check) throws SQLException {
        var known =
                before.stream()
                        .filter(was -> was.kind() == Demand.Kind.CHECK)
                        .filter(was -> was.table().equals(check.table()))
                        .toList();
        if (known.isEmpty()) {
            return false;
        }
        return session.undone(() -> {
            try {
                session.execute(TABLE.formatted(check.table().quoted()));
                for (var was : known) {
                    session.execute(CHECK.formatted(was.detail()));
                }
                return contradicts(check.detail());
            } catch (SQLException _) {
                return false;
            }
        });
    }

    private boolean contradicts(String condition) throws SQLException {
        try (var statement = session.connection().createStatement();
                var lines = statement.executeQuery(CONTRADICTION.formatted(condition))) {
            while (lines.next()) {
                if (lines.getString(1).contains(LEFT_OUT)) {
                    return true;
                }
            }
            return false;
        }
    }
}
