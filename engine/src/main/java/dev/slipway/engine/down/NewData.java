package dev.slipway.engine.down;

import dev.slipway.engine.down.Rules.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Data that a migrated schema allows and the schema before it did not.
///
/// @param what as a report calls it
/// @param attempts statements, each of which may bring it about: the first that works is taken
/// @param proof a query that finds a row only if it did; absent where the statement itself says so
record NewData(String what, List<String> attempts, Optional<String> proof) {

    private static final String SET =
            """
            update only %1$s
               set %2$s = %3$s
             where ctid = (select ctid from only %1$s limit 1)
            """;

    private static final String REPEAT =
            """
            with one as (
                select ctid as place, %2$s
                  from only %1$s
                 where %3$s
                 limit 1
            )
            update only %1$s
               set (%2$s) = (select %2$s from one)
             where ctid = (select ctid from only %1$s where ctid <> (select place from one) limit 1)
            """;

    private static final String BREAKS =
            """
            select from only %s where not (%s) limit 1
            """;

    /// Whether the old type cannot hold a value: it raises an error, or something else comes out.
    private static final String DOES_NOT_FIT =
            """
            select from only %1$s where %2$s is not null and %2$s::text::%3$s::text <> %2$s::text
            """;

    private static final Pattern LIMIT = Pattern.compile("\\((\\d+)");

    private static final List<String> ODD =
            List.of("0", "-1", "32768", "2147483648", "", "x", "99999999999.5", "0001-01-01");

    NewData {
        attempts = List.copyOf(attempts);
    }

    /// What breaks `rule`, as far as its table and columns are still there in `tables`.
    static Optional<NewData> breaking(Rule rule, Tables tables) {
        var table =
                tables.byName().values().stream()
                        .filter(one -> one.oid() == rule.table())
                        .findFirst();
        if (table.isEmpty()) {
            return Optional.empty();
        }
        var columns =
                rule.columns().stream()
                        .flatMap(number -> table.get().column(number).stream())
                        .map(Table.Column::name)
                        .toList();
        return columns.size() == rule.columns().size() && !columns.isEmpty()
                ? Optional.of(breaking(rule, table.get().name(), columns))
                : Optional.empty();
    }

    private static NewData breaking(Rule rule, String table, List<String> columns) {
        var place = table + "." + String.join(" and ", columns);
        return switch (rule.kind()) {
            case NOT_NULL ->
                    new NewData(place + " holds a null", sets(table, columns, List.of("null")));
            case UNIQUE ->
                    new NewData(place + " is the same in two rows", List.of(same(table, columns)));
            case LABEL ->
                    new NewData(
                            place + " holds '" + rule.detail() + "'",
                            sets(table, columns, List.of(literal(rule.detail()))));
            case FOREIGN_KEY ->
                    new NewData(
                            place + " names no row of " + rule.detail(),
                            sets(table, columns.subList(0, 1), odd(List.of("-1", "no such row"))));
            case CHECK ->
                    new NewData(
                            place + " breaks the check " + rule.detail(),
                            sets(table, columns, odd(ODD)),
                            Optional.of(BREAKS.formatted(table, rule.detail())));
            case TYPE ->
                    new NewData(
                            place + " holds what is no " + rule.detail(),
                            sets(table, columns, odd(wider(rule.detail()))),
                            Optional.of(
                                    DOES_NOT_FIT.formatted(
                                            table, columns.getFirst(), rule.detail())));
        };
    }

    private NewData(String what, List<String> attempts) {
        this(what, attempts, Optional.empty());
    }

    private static String same(String table, List<String> columns) {
        var held = columns.stream().map(name -> name + " is not null");
        return REPEAT.formatted(
                table, String.join(", ", columns), held.collect(Collectors.joining(" and ")));
    }

    private static List<String> sets(String table, List<String> columns, List<String> values) {
        var sets = new ArrayList<String>();
        for (var column : columns) {
            values.forEach(value -> sets.add(SET.formatted(table, column, value)));
        }
        return sets;
    }

    private static List<String> odd(List<String> values) {
        return Stream.concat(values.stream().map(NewData::literal), Stream.of("gen_random_uuid()"))
                .toList();
    }

    /// One more than a type with a limit holds, and what is odd.
    private static List<String> wider(String type) {
        var limit = LIMIT.matcher(type);
        if (!limit.find()) {
            return ODD;
        }
        int over = Integer.parseInt(Objects.requireNonNull(limit.group(1))) + 1;
        return Stream.concat(Stream.of("x".repeat(over), "9".repeat(over)), ODD.stream()).toList();
    }

    private static String literal(String value) {
        return "'" + value.replace("'", "''") + "'";
    }
}
