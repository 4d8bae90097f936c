package dev.slipway.engine.compat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The old version's statements, as they were planned before anything was migrated.
///
/// Compared with the same on the migrated schema: exactly those that worked before and do not now
/// are broken. Checking all of them costs two rounds, before and after. Only for those that broke
/// is the line looked for, by [Blame], on a second copy that is migrated again.
public final class Compat {

    private static final String SEARCH_PATH = "select current_setting('search_path')";

    private final String searchPath;
    private final List<Tried> working;
    private final List<Skipped> skipped;

    private Compat(String searchPath, List<Tried> working, List<Skipped> skipped) {
        this.searchPath = searchPath;
        this.working = List.copyOf(working);
        this.skipped = List.copyOf(skipped);
    }

    /// A statement and what the server made of it before.
    record Tried(OldStatement statement, Plan.Works before) {}

    /// Plans every statement on the schema as it is, with the connection's own `search_path`.
    /// Nothing is run, and nothing changes.
    ///
    /// @throws CompatException when the database cannot be asked
    public static Compat before(Connection connection, OldSql old) {
        var searchPath = searchPath(connection);
        var planner = new Planner(connection, searchPath);
        var working = new ArrayList<Tried>();
        var skipped = new ArrayList<Skipped>();
        for (var statement : old.statements()) {
            switch (planner.plan(statement)) {
                case Plan.Works works -> working.add(new Tried(statement, works));
                case Plan.Fails(var error) ->
                        skipped.add(
                                new Skipped(statement, "it fails on the old schema too: " + error));
                case Plan.Unplannable(var reason) -> skipped.add(new Skipped(statement, reason));
            }
        }
        return new Compat(searchPath, working, skipped);
    }

    /// Plans again what worked before. No one is blamed yet.
    ///
    /// @throws CompatException when the database cannot be asked
    public CompatResult after(Connection connection) {
        var planner = new Planner(connection, searchPath);
        var broken = new ArrayList<Broken>();
        for (var tried : working) {
            Plan.brokenBetween(tried.before(), planner.plan(tried.statement()))
                    .map(error -> Broken.unblamed(tried.statement(), error))
                    .ifPresent(broken::add);
        }
        return new CompatResult(working.size(), skipped, broken);
    }

    /// What finds the lines that broke the statements of `result`.
    public Blame blame(CompatResult result) {
        return new Blame(searchPath, working, result);
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
