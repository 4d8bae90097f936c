package dev.slipway.engine.compat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The old version's statements, as they were planned before anything was migrated.
///
/// Compared with the same on the migrated schema: exactly those that worked before and do not now
/// are broken. Checking all of them costs two rounds, before and after. Only for those that broke
/// or are at risk is the line looked for, by [Blame], on a second copy that is migrated again.
public final class Compat {

    private static final String SEARCH_PATH = "select current_setting('search_path')";

    private final String searchPath;
    private final Demands demands;
    private final CompatResult tally;
    private final List<Tried> working;
    private final Map<UpdatedColumns.Question, List<String>> known = new HashMap<>();

    private Compat(String searchPath, Demands demands, CompatResult tally, List<Tried> working) {
        this.searchPath = searchPath;
        this.demands = demands;
        this.tally = tally;
        this.working = List.copyOf(working);
    }

    /// A statement and what the server made of it before.
    record Tried(OldStatement statement, Plan.Works before) {}

    /// Plans every statement on the schema as it is, with the connection's own `search_path`.
    /// Nothing is run, and nothing changes.
    ///
    /// @throws CompatException when the database cannot be asked
    public static Compat before(Connection connection, OldSql old) {
        var searchPath = searchPath(connection);
        try (var planner = Planner.open(connection, searchPath)) {
            var demands = Demands.read(connection);
            var first = new FirstRound(planner);
            old.statements().forEach(first::plan);
            return new Compat(searchPath, demands, first.tally(old.stale()), first.working());
        } catch (SQLException e) {
            throw new CompatException("cannot read the catalogue: " + e.getMessage(), e);
        }
    }

    /// Judges again what worked before. No one is blamed yet.
    ///
    /// @throws CompatException when the database cannot be asked
    public CompatResult after(Connection connection) {
        var broken = new ArrayList<Broken>();
        var atRisk = new ArrayList<AtRisk>();
        try (var planner = Planner.open(connection, searchPath)) {
            var judge = Judge.of(planner, demands, known);
            for (var tried : working) {
                var statement = tried.statement();
                switch (judge.judge(tried)) {
                    case Judgement.Fine _ -> {}
                    case Judgement.Breaks(var error) ->
                            broken.add(Broken.unblamed(statement, error));
                    case Judgement.AtRisk(var some) ->
                            some.forEach(demand -> atRisk.add(AtRisk.of(statement, demand)));
                }
            }
        }
        return tally.with(broken, atRisk);
    }

    /// What finds the lines that broke the statements of `result`.
    public Blame blame(CompatResult result) {
        return new Blame(searchPath, demands, working, known, result);
    }

    private static String searchPath(Connection connection) {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(SEARCH_PATH)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new CompatException("cannot read the search_path: " + e.getMessage(), e);
        }
    }
}
