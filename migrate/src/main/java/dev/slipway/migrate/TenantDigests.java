package dev.slipway.migrate;

import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.sql.Identifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What each of many schemas says of its migrations, as one digest a schema: two with the same
/// digest stand at the same place. The server computes them.
final class TenantDigests {

    /// How many tables are read in one message. All of them stay locked until its end, in a table
    /// of locks that the whole server shares.
    private static final int TOGETHER = 125;

    /// What differs from schema to schema though the same was applied, times apart: how long it
    /// took, who did it, and numbers from a sequence.
    private static final Set<String> OF_THE_RUN = Set.of("id", "execution_time", "installed_by");

    /// The types `timestamp` and `timestamptz`, by their numbers.
    private static final Set<String> TIMES = Set.of("1114", "1184");

    /// The schemas that exist. A table without a key has no order, and one that may not be read is
    /// not asked: both are looked at by themselves, so that it is told what is the matter.
    private static final String TABLES =
            """
            select n.nspname,
                   array_agg(concat_ws(' ', a.attnum = any (k.indkey), a.atttypid, a.atttypmod,
                                       quote_ident(a.attname))
                             order by a.attnum)
                     filter (where a.attnum is not null)
              from pg_namespace n
              left join pg_class t
                on t.relnamespace = n.oid
               and t.relname = ?
               and t.relkind in ('r', 'p')
               and has_schema_privilege(n.oid, 'usage')
               and has_table_privilege(t.oid, 'select')
              left join pg_index k on k.indrelid = t.oid and k.indisprimary
              left join pg_attribute a
                on a.attrelid = k.indrelid and a.attnum > 0 and not a.attisdropped
             where n.nspname = any (?)
             group by n.nspname
            """;

    private static final String BOOK_IS_READABLE =
            """
            select count(*) = 2
                   and bool_and(has_schema_privilege(n.oid, 'usage'))
                   and bool_and(has_table_privilege(c.oid, 'select'))
              from pg_namespace n
              join pg_class c on c.relnamespace = n.oid
             where n.nspname = 'slipway' and c.relname in ('migration', 'progress')
            """;

    private static final String ROWS =
            """
            select encode(sha256(convert_to(coalesce(string_agg(row(%s)::text, ',' order by %s), ''),
                                            'UTF8')), 'hex')
              from %s
            """;

    private static final String BOOK =
            """
            select history,
                   encode(sha256(convert_to(string_agg(concat_ws('/', version, kind, fingerprint,
                                                                 nullif(normalised, fingerprint)),
                                                       ',' order by version), 'UTF8')), 'hex')
              from slipway.migration
             where history = any (?)
             group by history
            """;

    /// A script that was begun is looked at by itself.
    private static final String BEGUN =
            """
            select history
              from slipway.progress
             where history = any (?)
            """;

    private static final String LOOK = "look";

    private final Connection connection;
    private final Target target;
    private final MigrationSet set;

    TenantDigests(Connection connection, Target target, MigrationSet set) {
        this.connection = connection;
        this.target = target;
        this.set = set;
    }

    /// The history table of an existing schema.
    ///
    /// @param columns of each whether it is of the key, the number and the modifier of its type,
    ///   and its quoted name; none where there is no table to ask
    private record Table(HistoryTable name, List<String> columns) {

        String rows() {
            return ROWS.formatted(
                    names(column -> !OF_THE_RUN.contains(column[3]) && !TIMES.contains(column[1])),
                    names(column -> column[0].equals("t")),
                    name.sql());
        }

        private String names(Predicate<String[]> which) {
            return columns.stream()
                    .map(column -> column.split(" ", 4))
                    .filter(which)
                    .map(column -> column[3])
                    .collect(Collectors.joining(", "));
        }
    }

    /// By schema; none for a schema that must be looked at by itself.
    Map<String, String> of(List<String> schemas) throws SQLException {
        if (target.role().isPresent()) {
            execute("set role " + Identifiers.quote(target.role().get()));
        }
        var tables = new ArrayList<Table>();
        boolean hasBook = readTables(schemas, tables);
        var book = hasBook ? book(tables) : Map.<String, String>of();
        return set.format().isBookkeeping() ? ofBook(tables, book) : ofRows(tables, book);
    }

    private static Map<String, String> ofBook(List<Table> tables, Map<String, String> book) {
        var digests = new HashMap<String, String>();
        for (var table : tables) {
            var kept = book.getOrDefault(table.name().sql(), LOOK);
            if (!kept.equals(LOOK)) {
                digests.put(table.name().schema(), kept);
            }
        }
        return digests;
    }

    private Map<String, String> ofRows(List<Table> tables, Map<String, String> book)
            throws SQLException {
        var digests = new HashMap<String, String>();
        var askable =
                tables.stream()
                        .filter(table -> !table.columns().isEmpty())
                        .filter(table -> !LOOK.equals(book.get(table.name().sql())))
                        .toList();
        for (int from = 0; from < askable.size(); from += TOGETHER) {
            var some = askable.subList(from, Math.min(from + TOGETHER, askable.size()));
            var rows = rows(some);
            for (int i = 0; i < some.size(); i++) {
                var table = some.get(i);
                digests.put(
                        table.name().schema(),
                        table.columns() + rows.get(i) + book.getOrDefault(table.name().sql(), ""));
            }
        }
        return digests;
    }

    /// Adds those that exist to `tables`, and says whether there is a book to ask.
    private boolean readTables(List<String> schemas, List<Table> tables) throws SQLException {
        var name = target.table().map(TableName::table).orElse(set.format().defaultTable());
        try (var query = connection.prepareStatement(TABLES + ";" + BOOK_IS_READABLE)) {
            query.setString(1, name);
            query.setArray(2, connection.createArrayOf("text", schemas.toArray()));
            query.execute();
            try (var rows = query.getResultSet()) {
                while (rows.next()) {
                    tables.add(table(rows, name));
                }
            }
            query.getMoreResults();
            try (var row = query.getResultSet()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private Table table(ResultSet row, String name) throws SQLException {
        return new Table(
                new HistoryTable(target.database().database(), row.getString(1), name),
                row.getArray(2) == null
                        ? List.of()
                        : List.of((String[]) row.getArray(2).getArray()));
    }

    /// By history; [#LOOK] for one that must be looked at by itself.
    private Map<String, String> book(List<Table> tables) throws SQLException {
        var names = tables.stream().map(table -> table.name().sql()).toArray();
        var digests = new HashMap<String, String>();
        try (var query = connection.prepareStatement(BOOK + ";" + BEGUN)) {
            query.setArray(1, connection.createArrayOf("text", names));
            query.setArray(2, connection.createArrayOf("text", names));
            query.execute();
            try (var rows = query.getResultSet()) {
                while (rows.next()) {
                    digests.put(rows.getString(1), rows.getString(2));
                }
            }
            query.getMoreResults();
            try (var rows = query.getResultSet()) {
                while (rows.next()) {
                    digests.put(rows.getString(1), LOOK);
                }
            }
        }
        return digests;
    }

    private List<String> rows(List<Table> tables) throws SQLException {
        var sql = tables.stream().map(Table::rows).collect(Collectors.joining(";\n"));
        var digests = new ArrayList<String>();
        try (var statement = connection.createStatement()) {
            boolean more = statement.execute(sql);
            while (more) {
                try (var row = statement.getResultSet()) {
                    row.next();
                    digests.add(row.getString(1));
                }
                more = statement.getMoreResults();
            }
        }
        return digests;
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
