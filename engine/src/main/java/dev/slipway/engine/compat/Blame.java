package dev.slipway.engine.compat;

import dev.slipway.migrate.Listener;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds which line of which migration broke each statement or put it at risk, by judging those
/// statements again after every statement of the migrations.
///
/// To be told of a run of the same migrations from the same start as the one that broke them. The
/// line is the last one at which a statement went from working to broken, so that a break which a
/// later line mends, and another makes again, is the other's.
public final class Blame implements Listener {

    private final String searchPath;
    private final Demands demands;
    private final Map<UpdatedColumns.Question, List<String>> known;
    private final CompatResult result;
    private final List<Compat.Tried> suspects;
    private final Map<Charge, Broken.Line> charges = new HashMap<>();

    /// What is said against a statement: that a constraint can refuse it, or, without one, that it
    /// is broken.
    private record Charge(OldStatement statement, String constraint) {}

    Blame(
            String searchPath,
            Demands demands,
            List<Compat.Tried> working,
            Map<UpdatedColumns.Question, List<String>> known,
            CompatResult result) {
        this.searchPath = searchPath;
        this.demands = demands;
        this.known = known;
        this.result = result;
        var statements = statements(result);
        this.suspects =
                working.stream().filter(tried -> statements.contains(tried.statement())).toList();
    }

    private static Set<OldStatement> statements(CompatResult result) {
        var statements =
                result.broken().stream().map(Broken::statement).collect(Collectors.toSet());
        result.atRisk().stream().map(AtRisk::statement).forEach(statements::add);
        return statements;
    }

    @Override
    public void statementEnds(
            Migration migration, Statement statement, Ran ran, Connection connection) {
        var line = new Broken.Line(migration.file(), statement.line());
        var now = new HashSet<Charge>();
        try (var planner = Planner.open(connection, searchPath)) {
            var judge = Judge.of(planner, demands, known);
            for (var suspect : suspects) {
                now.addAll(charges(suspect.statement(), judge.judge(suspect)));
            }
        }
        charges.keySet().retainAll(now);
        now.forEach(charge -> charges.putIfAbsent(charge, line));
    }

    private static Set<Charge> charges(OldStatement statement, Judgement judgement) {
        return switch (judgement) {
            case Judgement.Fine _ -> Set.of();
            case Judgement.Breaks _ -> Set.of(new Charge(statement, ""));
            case Judgement.AtRisk(var some) ->
                    some.stream()
                            .map(demand -> new Charge(statement, demand.words()))
                            .collect(Collectors.toSet());
        };
    }

    /// The result with its lines.
    public CompatResult blamed() {
        return result.with(
                result.broken().stream()
                        .map(one -> one.blaming(line(one.statement(), "")))
                        .toList(),
                result.atRisk().stream()
                        .map(one -> one.since(line(one.statement(), one.constraint())))
                        .toList());
    }

    private Optional<Broken.Line> line(OldStatement statement, String constraint) {
        return Optional.ofNullable(charges.get(new Charge(statement, constraint)));
    }
}
