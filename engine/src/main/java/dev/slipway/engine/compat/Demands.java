package dev.slipway.engine.compat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All that a schema demands of rows, as the catalogue says it.
///
/// Two of them are compared to see what a migration tightened: what is demanded now and was not
/// before, unless something before demanded as much already.
record Demands(List<Demand> all) {

    /// Lengths and precisions, in PostgreSQL's words: `character varying(20)`, `numeric(10,2)`.
    private static final Pattern SIZED =
            Pattern.compile("(character varying|character|numeric)\\((\\d+)(?:,(-?\\d+))?\\)");

    Demands {
        all = List.copyOf(all);
    }

    static Demands read(Connection connection) throws SQLException {
        var found = new ArrayList<Demand>();
        for (var query : DemandQueries.ALL) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(query)) {
                while (rows.next()) {
                    found.add(demand(rows));
                }
            }
        }
        return new Demands(found);
    }

    private static Demand demand(ResultSet rows) throws SQLException {
        return new Demand(
                Demand.Kind.valueOf(rows.getString("kind")),
                new TableName(rows.getString("schema"), rows.getString("relation")),
                rows.getString("name"),
                strings(rows.getArray("columns")),
                rows.getString("definition"),
                rows.getString("detail"));
    }

    private static List<String> strings(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    /// What is demanded here and was not by `before`.
    List<Demand> newSince(Demands before) {
        var known = before.all.stream().map(Demand::nameless).collect(Collectors.toSet());
        return all.stream()
                .filter(demand -> !known.contains(demand.nameless()))
                .filter(demand -> before.tightenedBy(demand))
                .toList();
    }

    private boolean tightenedBy(Demand demand) {
        return switch (demand.kind()) {
            case TYPE -> former(demand).anyMatch(was -> narrower(was.definition(), demand));
            case NO_DEFAULT -> former(demand, Demand.Kind.TYPE).findAny().isPresent();
            case LABELS ->
                    all.stream()
                            .filter(was -> was.kind() == Demand.Kind.LABELS)
                            .filter(was -> was.table().equals(demand.table()))
                            .anyMatch(was -> !demand.columns().containsAll(was.columns()));
            case UNIQUE -> all.stream().noneMatch(was -> impliedBy(demand, was));
            case NOT_NULL, CHECK, DOMAIN, EXCLUDE, FOREIGN_KEY, REFERENCED, TRIGGER, ROW_SECURITY ->
                    true;
        };
    }

    private Stream<Demand> former(Demand demand) {
        return former(demand, demand.kind());
    }

    private Stream<Demand> former(Demand demand, Demand.Kind kind) {
        return all.stream()
                .filter(was -> was.kind() == kind)
                .filter(was -> was.table().equals(demand.table()))
                .filter(was -> was.columns().equals(demand.columns()));
    }

    /// Whatever is unique by fewer columns is unique by more.
    private static boolean impliedBy(Demand demand, Demand was) {
        return was.kind() == Demand.Kind.UNIQUE
                && was.table().equals(demand.table())
                && was.detail().equals("plain")
                && demand.columns().containsAll(was.columns());
    }

    private static boolean narrower(String was, Demand now) {
        var sized = SIZED.matcher(now.definition());
        if (!sized.matches()) {
            return false;
        }
        var before = SIZED.matcher(was);
        if (before.matches()) {
            return whole(sized) < whole(before);
        }
        return Set.of("text", "character varying", "numeric").contains(was);
    }

    /// Characters, or digits before the point: those after it are rounded.
    private static int whole(Matcher sized) {
        int scale = sized.group(3) == null ? 0 : Integer.parseInt(sized.group(3));
        return Integer.parseInt(sized.group(2)) - scale;
    }
}
