package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Identifiers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/// The row that a [Write] would make, as far as the server knows it without making it.
///
/// The values are the plan's expressions, with `$1` for what the program gives. What a condition
/// comes to is asked of the server's own folding of constants.
///
/// @param columns of the table, in order
/// @param values by column; for an update, of the columns that it sets
/// @param types of the statement's parameters
record NewRow(
        PlanningSession session,
        Write write,
        List<String> columns,
        Map<String, String> values,
        List<String> types) {

    private static final Pattern PARAMETER = Pattern.compile("\\$\\d");

    private static final Pattern CONSTANT =
            Pattern.compile("(?:\\(?-?\\d+(?:\\.\\d+)?\\)?|'(?:[^']|'')*')(?:::[^$(]+)?");

    private static final Pattern FRESH = Pattern.compile("nextval\\(|gen_random_uuid\\(|uuid");

    boolean sets(String column) {
        return values.containsKey(column);
    }

    boolean setsAnyOf(List<String> some) {
        return some.stream().anyMatch(this::sets);
    }

    /// Nothing else can be in it.
    boolean isNull(String column) {
        return value(column).startsWith("NULL::");
    }

    boolean isConstant(String column) {
        return CONSTANT.matcher(value(column)).matches();
    }

    /// Different in every row, as what the server itself counts or draws.
    boolean isFresh(String column) {
        return FRESH.matcher(value(column)).find() && !isGiven(column);
    }

    /// Made from a parameter.
    boolean isGiven(String column) {
        return PARAMETER.matcher(value(column)).find();
    }

    String value(String column) {
        return values.getOrDefault(column, "");
    }

    /// What is left of a condition on the row when the server has worked out what is constant in
    /// it: `true`, `false`, `NULL::boolean`, or an expression. Empty where it draws on more than
    /// the row.
    ///
    /// @param needed the columns that the condition names; one more that is volatile, as a counter,
    ///   would keep the server from folding
    Optional<String> folded(String condition, List<String> needed) throws SQLException {
        return folded(condition, needed, "force_generic_plan");
    }

    /// The same where the program gives null for every parameter.
    Optional<String> foldedWithNulls(String condition, List<String> needed) throws SQLException {
        return folded(condition, needed, "force_custom_plan");
    }

    private Optional<String> folded(String condition, List<String> needed, String mode)
            throws SQLException {
        return session.undone(() -> {
            try {
                session.execute("set local plan_cache_mode = " + mode);
                var name = session.prepare(types, query(condition, needed));
                var run = PlanningSession.run(name, types.size());
                return session.explain(run).output().stream().findFirst();
            } catch (SQLException _) {
                return Optional.empty();
            }
        });
    }

    private String query(String condition, List<String> needed) {
        var row = new StringJoiner(", ");
        for (var column : needed) {
            var name = Identifiers.quote(column);
            if (sets(column)) {
                row.add(value(column) + " as " + name);
            } else {
                row.add(Identifiers.quote(write.alias()) + "." + name);
            }
        }
        return """
        select %s
          from (select %s %s) as %s
        """
                .formatted(condition, row, from(), Identifiers.quote(write.table().name()));
    }

    private String from() {
        return write.inserts()
                ? ""
                : "from %s as %s"
                        .formatted(write.table().quoted(), Identifiers.quote(write.alias()));
    }
}
