package dev.slipway.engine.compat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a program sees of a statement: the types that it binds and the columns that it gets.
///
/// @param parameters base types in PostgreSQL's words, `$1` first
/// @param columns of the result, in order; none for a statement that returns no rows
record Shape(List<String> parameters, List<Column> columns) {

    /// Types whose values are the same bytes on the wire and which drivers take for one another.
    private static final Set<String> TEXT = Set.of("text", "character varying");

    Shape {
        parameters = List.copyOf(parameters);
        columns = List.copyOf(columns);
    }

    /// One column of a result.
    record Column(String name, String type) {}

    /// Why a program written for this shape fails on `now`, if it does. A column more is no reason:
    /// that is what adding a column does to every `select *`.
    Optional<String> brokenBy(Shape now) {
        return parameter(now).or(() -> column(now));
    }

    private Optional<String> parameter(Shape now) {
        for (int i = 0; i < parameters.size(); i++) {
            var type = i < now.parameters.size() ? now.parameters.get(i) : "gone";
            if (!same(parameters.get(i), type)) {
                return Optional.of(
                        "parameter $%d was %s and is now %s"
                                .formatted(i + 1, parameters.get(i), type));
            }
        }
        return Optional.empty();
    }

    private Optional<String> column(Shape now) {
        var there = now.byNameAndTurn();
        for (var old : byNameAndTurn().entrySet()) {
            var type = there.get(old.getKey());
            if (type == null) {
                return Optional.of("result column \"%s\" is gone".formatted(old.getKey().name()));
            }
            if (!same(old.getValue(), type)) {
                return Optional.of(
                        "result column \"%s\" was %s and is now %s"
                                .formatted(old.getKey().name(), old.getValue(), type));
            }
        }
        return Optional.empty();
    }

    /// A name may occur several times, as in `select a.id, b.id`: the turn tells them apart.
    private Map<Key, String> byNameAndTurn() {
        var turns = new HashMap<String, Integer>();
        var types = new TreeMap<Key, String>();
        for (var column : columns) {
            int turn = turns.merge(column.name(), 1, Integer::sum);
            types.put(new Key(column.name(), turn), column.type());
        }
        return types;
    }

    private record Key(String name, int turn) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : Integer.compare(turn, other.turn);
        }
    }

    private static boolean same(String was, String is) {
        return was.equals(is) || (TEXT.contains(was) && TEXT.contains(is));
    }
}
