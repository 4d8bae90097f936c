package dev.slipway.engine.compat;

import dev.slipway.migrate.Listener;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Finds which line of which migration broke each statement, by planning the broken ones again
/// after every statement of the migrations.
///
/// To be told of a run of the same migrations from the same start as the one that broke them. The
/// line is the last one at which a statement went from working to broken, so that a break which a
/// later line mends, and another makes again, is the other's.
public final class Blame implements Listener {

    private final String searchPath;
    private final CompatResult result;
    private final List<Compat.Tried> suspects;
    private final Map<Compat.Tried, Broken.Line> brokenBy = new HashMap<>();

    Blame(String searchPath, List<Compat.Tried> working, CompatResult result) {
        this.searchPath = searchPath;
        this.result = result;
        var broken = result.broken().stream().map(Broken::statement).collect(Collectors.toSet());
        this.suspects =
                working.stream().filter(tried -> broken.contains(tried.statement())).toList();
    }

    @Override
    public void statementEnds(
            Migration migration, Statement statement, Ran ran, Connection connection) {
        var line = new Broken.Line(migration.file(), statement.line());
        try (var planner = Planner.open(connection, searchPath)) {
            for (var suspect : suspects) {
                var plan = planner.plan(suspect.statement());
                if (Plan.brokenBetween(suspect.before(), plan).isPresent()) {
                    brokenBy.putIfAbsent(suspect, line);
                } else {
                    brokenBy.remove(suspect);
                }
            }
        }
    }

    /// The result with its lines.
    public CompatResult blamed() {
        var lines = new HashMap<OldStatement, Broken.Line>();
        brokenBy.forEach((suspect, line) -> lines.put(suspect.statement(), line));
        var broken = new ArrayList<Broken>();
        for (var one : result.broken()) {
            broken.add(one.blaming(Optional.ofNullable(lines.get(one.statement()))));
        }
        return new CompatResult(result.checked(), result.skipped(), broken);
    }
}
