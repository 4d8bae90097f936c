package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Identifiers;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Judges one write against what its table demands since the migrations.
///
/// It breaks where the server itself reduces the new row to one that is refused; it is at risk
/// where the row depends on what the program gives.
///
/// @param updated the columns that it sets where the row is there already
record WriteJudge(NewRow row, List<String> updated) {

    Judgement judge(Demand demand) throws SQLException {
        var write = row.write();
        if (write.operation() == Write.Operation.MERGE) {
            return merge(demand);
        }
        var judged =
                switch (demand.kind()) {
                    case NOT_NULL -> notNull(demand);
                    case NO_DEFAULT -> noDefault(demand);
                    case TYPE, DOMAIN -> narrower(demand);
                    case CHECK -> check(demand);
                    case UNIQUE, EXCLUDE -> unique(demand);
                    case FOREIGN_KEY -> foreignKey(demand);
                    case REFERENCED -> referenced(demand);
                    case TRIGGER -> trigger(demand);
                    case ROW_SECURITY, LABELS -> Judgement.fine();
                };
        return judged instanceof Judgement.Fine && updatesUnseen(demand)
                ? Judgement.risk(demand)
                : judged;
    }

    /// What a merge sets is in no plan.
    private static Judgement merge(Demand demand) {
        return switch (demand.kind()) {
            case NOT_NULL, TYPE, DOMAIN, CHECK, UNIQUE, EXCLUDE, FOREIGN_KEY, TRIGGER ->
                    Judgement.risk(demand);
            case NO_DEFAULT, REFERENCED, ROW_SECURITY, LABELS -> Judgement.fine();
        };
    }

    private Judgement notNull(Demand demand) throws SQLException {
        var column = demand.name();
        if (!row.sets(column)) {
            return Judgement.fine();
        }
        if (row.isNull(column)) {
            return refused(
                    demand,
                    "null value in column \"%s\" of relation \"%s\" violates not-null constraint [23502]"
                            .formatted(column, demand.table().name()));
        }
        var isThere =
                row.foldedWithNulls(Identifiers.quote(column) + " is not null", List.of(column))
                        .orElse("false");
        return isThere.equals("false") ? Judgement.risk(demand) : Judgement.fine();
    }

    private Judgement noDefault(Demand demand) throws SQLException {
        var column = demand.name();
        if (!row.write().inserts() || !row.isNull(column)) {
            return Judgement.fine();
        }
        return new Catalogue(row.session()).isNotNull(demand.table(), column)
                ? notNull(demand)
                : Judgement.risk(demand);
    }

    private Judgement narrower(Demand demand) throws SQLException {
        var column = demand.columns().getFirst();
        if (!row.sets(column) || row.isNull(column) || row.isConstant(column)) {
            return Judgement.fine();
        }
        boolean known = row.folded(Identifiers.quote(column), List.of(column)).isPresent();
        return row.isGiven(column) || row.write().updates() || !known
                ? Judgement.risk(demand)
                : Judgement.fine();
    }

    private Judgement check(Demand demand) throws SQLException {
        if (!row.setsAnyOf(demand.columns())) {
            return Judgement.fine();
        }
        var holds = row.folded(demand.detail(), demand.columns()).orElse("");
        if (holds.equals("true") || holds.startsWith("NULL")) {
            return Judgement.fine();
        }
        return holds.equals("false")
                ? refused(
                        demand,
                        "new row for relation \"%s\" violates check constraint \"%s\" [23514]"
                                .formatted(demand.table().name(), demand.name()))
                : Judgement.risk(demand);
    }

    private Judgement unique(Demand demand) {
        if (!row.setsAnyOf(demand.columns())
                || row.write().conflict() == Write.Conflict.IGNORED
                || demand.columns().stream().anyMatch(row::isFresh)) {
            return Judgement.fine();
        }
        boolean apart =
                demand.detail().equals("plain")
                        && !demand.definition().contains("NULLS NOT DISTINCT")
                        && demand.columns().stream().anyMatch(row::isNull);
        return apart ? Judgement.fine() : Judgement.risk(demand);
    }

    /// A key that is the same in every row can be looked up.
    private Judgement foreignKey(Demand demand) throws SQLException {
        var columns = demand.columns();
        if (!row.setsAnyOf(columns) || columns.stream().anyMatch(row::isNull)) {
            return Judgement.fine();
        }
        if (!columns.stream().allMatch(row::isConstant)) {
            return Judgement.risk(demand);
        }
        var key = columns.stream().map(row::value).collect(Collectors.joining(", "));
        return new Catalogue(row.session()).holds(demand.detail().replace("%s", key))
                ? Judgement.fine()
                : refused(
                        demand,
                        "insert or update on table \"%s\" violates foreign key constraint \"%s\" [23503]"
                                .formatted(demand.table().name(), demand.name()));
    }

    private Judgement referenced(Demand demand) {
        return switch (row.write().operation()) {
            case DELETE ->
                    demand.detail().contains("delete") ? Judgement.risk(demand) : Judgement.fine();
            case UPDATE ->
                    demand.detail().contains("update") && row.setsAnyOf(demand.columns())
                            ? Judgement.risk(demand)
                            : Judgement.fine();
            case INSERT, MERGE -> Judgement.fine();
        };
    }

    private Judgement trigger(Demand demand) {
        var operation = row.write().operation().name().toLowerCase(Locale.ROOT);
        boolean fires =
                demand.detail().contains(operation)
                        && (!row.write().updates()
                                || demand.columns().isEmpty()
                                || row.setsAnyOf(demand.columns()));
        return fires ? Judgement.risk(demand) : Judgement.fine();
    }

    /// A trigger that runs before may put another value in.
    private Judgement refused(Demand demand, String error) throws SQLException {
        return new Catalogue(row.session()).changesRows(row.write())
                ? Judgement.risk(demand)
                : new Judgement.Breaks(error);
    }

    /// What `on conflict do update` sets is in no plan; but a parameter that is nowhere else is
    /// there.
    private boolean updatesUnseen(Demand demand) {
        return switch (demand.kind()) {
            case NOT_NULL, TYPE, DOMAIN, CHECK, UNIQUE, EXCLUDE, FOREIGN_KEY ->
                    demand.columns().stream().anyMatch(updated::contains) && hasUnseenParameter();
            case TRIGGER -> demand.detail().contains("update") && !updated.isEmpty();
            case NO_DEFAULT, REFERENCED, ROW_SECURITY, LABELS -> false;
        };
    }

    private boolean hasUnseenParameter() {
        var seen = String.join(" ", row.values().values()) + " ";
        return IntStream.rangeClosed(1, row.types().size())
                .anyMatch(number -> !seen.matches("(?s).*\\$" + number + "\\D.*"));
    }
}
