package dev.slipway.engine.compat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/// Judges old statements on the schema that a planner sees, knowing what they were before.
///
/// @param demands what is new since
///
/// @param known of the columns that updates set
record Judge(
        Planner planner, List<Demand> demands, Map<UpdatedColumns.Question, List<String>> known) {

    static Judge of(
            Planner planner, Demands before, Map<UpdatedColumns.Question, List<String>> known) {
        try {
            var now = Demands.read(planner.session().connection());
            var judge = new Judge(planner, List.of(), known);
            return new Judge(planner, judge.unproven(now.newSince(before), before), known);
        } catch (SQLException e) {
            throw new CompatException("cannot read the catalogue: " + e.getMessage(), e);
        }
    }

    private List<Demand> unproven(List<Demand> news, Demands before) throws SQLException {
        var implication = new Implication(planner.session());
        var left = new ArrayList<Demand>();
        for (var demand : news) {
            if (demand.kind() != Demand.Kind.CHECK || !implication.proves(before.all(), demand)) {
                left.add(demand);
            }
        }
        return left;
    }

    Judgement judge(Compat.Tried tried) {
        var now = planner.plan(tried.statement());
        var broken = Plan.brokenBetween(tried.before(), now);
        if (broken.isPresent()) {
            return new Judgement.Breaks(broken.get());
        }
        if (demands.isEmpty() || !(now instanceof Plan.Works works)) {
            return Judgement.fine();
        }
        try {
            return labels(works).and(security(tried, works)).and(writes(tried.statement(), works));
        } catch (SQLException e) {
            throw new CompatException(
                    "cannot judge %s: %s".formatted(tried.statement().source(), e.getMessage()), e);
        }
    }

    private Judgement labels(Plan.Works works) {
        var types = works.shape().parameters();
        return demands.stream()
                .filter(demand -> demand.kind() == Demand.Kind.LABELS)
                .filter(demand ->
                        types.contains(demand.name()) || types.contains(demand.name() + "[]"))
                .map(Judgement::risk)
                .reduce(Judgement.fine(), Judgement::and);
    }

    private Judgement writes(OldStatement statement, Plan.Works works) throws SQLException {
        var judged = Judgement.fine();
        for (var write : works.explained().writes()) {
            var about =
                    demands.stream()
                            .filter(demand -> demand.table().equals(write.table()))
                            .filter(demand -> demand.kind() != Demand.Kind.LABELS)
                            .filter(demand -> demand.kind() != Demand.Kind.ROW_SECURITY)
                            .toList();
            if (!about.isEmpty()) {
                judged = judged.and(write(statement, works, write, about));
            }
        }
        return judged;
    }

    private Judgement write(
            OldStatement statement, Plan.Works works, Write write, List<Demand> about)
            throws SQLException {
        var session = planner.session();
        var updatedColumns = new UpdatedColumns(session, known);
        var row = new NewRows(session, updatedColumns).of(statement, works, write);
        var updated =
                write.conflict() == Write.Conflict.UPDATES
                        ? updatedColumns.of(statement, works, write, row.columns())
                        : List.<String>of();
        var judge = new WriteJudge(row, updated);
        var judged = Judgement.fine();
        for (var demand : about) {
            judged = judged.and(judge.judge(demand));
        }
        return judged;
    }

    private Judgement security(Compat.Tried tried, Plan.Works works) throws SQLException {
        var used = new HashSet<>(tried.before().explained().uses());
        used.addAll(works.explained().uses());
        var judged = Judgement.fine();
        for (var demand : demands) {
            if (demand.kind() == Demand.Kind.ROW_SECURITY && used.contains(demand.table())) {
                judged = judged.and(security(tried.statement(), works, demand));
            }
        }
        return judged;
    }

    /// Who runs the statement decides; where that is unknown, it may be hidden from them.
    private Judgement security(OldStatement statement, Plan.Works works, Demand demand)
            throws SQLException {
        if (statement.role().isEmpty()) {
            return Judgement.risk(demand);
        }
        var role = statement.role().get();
        return planner.session()
                .undone(() -> {
                    planner.session().become(role);
                    return security(role, commands(works, demand.table()), demand);
                });
    }

    private Judgement security(String role, List<String> commands, Demand demand)
            throws SQLException {
        var catalogue = new Catalogue(planner.session());
        if (!catalogue.isSecured(demand.table())) {
            return Judgement.fine();
        }
        for (var command : commands) {
            if (!catalogue.hasPolicy(demand.table(), command)) {
                return new Judgement.Breaks(
                        command.equals("INSERT")
                                ? "new row violates row-level security policy for table \"%s\" [42501]"
                                        .formatted(demand.table().name())
                                : "row security of %s hides every row from %s"
                                        .formatted(demand.table(), role));
            }
        }
        return Judgement.risk(demand);
    }

    private static List<String> commands(Plan.Works works, TableName table) {
        var commands = new ArrayList<String>();
        for (var write : works.explained().writes()) {
            if (write.table().equals(table) && write.operation() != Write.Operation.MERGE) {
                commands.add(write.operation().name());
            }
        }
        return commands.isEmpty() ? List.of("SELECT") : commands;
    }
}
