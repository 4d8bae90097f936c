package dev.slipway.engine.down;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a schema demands of the rows of its tables, at one moment. Tables and columns go by their
/// numbers, which survive a rename.
record Rules(Set<Rule> all) {

    /// @param detail the expression of a check, the name of a type, a label of an enum
    record Rule(Kind kind, long table, List<Integer> columns, String detail) {
        Rule {
            columns = List.copyOf(columns);
        }
    }

    /// What is demanded.
    enum Kind {
        NOT_NULL,
        /// No two rows with the same values.
        UNIQUE,
        CHECK,
        /// A row of another table with these values.
        FOREIGN_KEY,
        TYPE,
        /// Not a demand but an offer: a value of an enum.
        LABEL
    }

    private static final String READ =
            """
            with tab as (
                select c.oid
                  from pg_class c
                  join pg_namespace n on n.oid = c.relnamespace
                 where c.relkind = 'r'
                   and c.relpersistence <> 't'
                   and n.nspname !~ '^pg_'
                   and n.nspname not in ('information_schema', 'slipway')
            ), col as (
                select a.*
                  from pg_attribute a
                  join tab on tab.oid = a.attrelid
                 where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            )
            select 'NOT_NULL', attrelid::bigint, array[attnum::int], '' from col where attnotnull
            union all
            select 'TYPE', attrelid::bigint, array[attnum::int], format_type(atttypid, atttypmod)
              from col
            union all
            select 'LABEL', attrelid::bigint, array[attnum::int], e.enumlabel::text
              from col
              join pg_enum e on e.enumtypid = col.atttypid
            union all
            select 'UNIQUE', i.indrelid::bigint,
                   (select array_agg(k.number::int order by k.number)
                      from unnest(i.indkey) with ordinality k (number, place)
                     where k.place <= i.indnkeyatts),
                   ''
              from pg_index i
              join tab on tab.oid = i.indrelid
             where (i.indisunique or i.indisexclusion)
               and i.indpred is null
               and 0 <> all (i.indkey)
            union all
            select case k.contype when 'c' then 'CHECK' else 'FOREIGN_KEY' end, k.conrelid::bigint,
                   k.conkey::int[],
                   case k.contype when 'c' then pg_get_expr(k.conbin, k.conrelid)
                                  else k.confrelid::regclass::text end
              from pg_constraint k
              join tab on tab.oid = k.conrelid
             where k.contype in ('c', 'f')
               and k.conkey is not null
            """;

    static Rules read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(READ)) {
            var rules = new LinkedHashSet<Rule>();
            while (rows.next()) {
                rules.add(
                        new Rule(
                                Kind.valueOf(rows.getString(1)),
                                rows.getLong(2),
                                numbers(rows, 3),
                                rows.getString(4)));
            }
            return new Rules(rules);
        }
    }

    private static List<Integer> numbers(ResultSet row, int column) throws SQLException {
        return List.of((Integer[]) row.getArray(column).getArray());
    }

    /// Where `later` allows what this does not.
    List<Rule> loosenedIn(Rules later) {
        var loosened = new ArrayList<Rule>();
        all.stream()
                .filter(rule -> rule.kind() != Kind.LABEL && !later.all.contains(rule))
                .forEach(loosened::add);
        later.all.stream()
                .filter(rule -> rule.kind() == Kind.LABEL && !all.contains(rule) && knows(rule))
                .forEach(loosened::add);
        return loosened;
    }

    /// Whether the column was there already.
    private boolean knows(Rule other) {
        return all.stream()
                .anyMatch(rule ->
                        rule.kind() == Kind.TYPE
                                && rule.table() == other.table()
                                && rule.columns().equals(other.columns()));
    }
}
