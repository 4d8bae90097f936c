package dev.slipway.engine.compat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/// What the server says about a prepared statement without running it.
///
/// The columns come from the protocol's own description, with type ids: JDBC's names for types call
/// an integer with a sequence `serial`, and the catalogue shows result types only from PostgreSQL
/// 16.
final class Description {

    private static final int DESCRIBE_ONLY =
            QueryExecutor.QUERY_ONESHOT
                    | QueryExecutor.QUERY_DESCRIBE_ONLY
                    | QueryExecutor.QUERY_SUPPRESS_BEGIN;

    private static final String PARAMETERS =
            """
            with recursive step (turn, type) as (
                select p.turn, p.type::oid
                  from pg_catalog.pg_prepared_statements s,
                       unnest(s.parameter_types) with ordinality p (type, turn)
                 where s.name = ?
                union all
                select step.turn, t.typbasetype
                  from step
                  join pg_catalog.pg_type t on t.oid = step.type
                 where t.typtype = 'd'
            )
            select pg_catalog.format_type(step.type, null)
              from step
              join pg_catalog.pg_type t on t.oid = step.type
             where t.typtype <> 'd'
             order by step.turn
            """;

    private static final String TYPE = "select pg_catalog.format_type(?::oid, null)";

    private final Connection connection;
    private final Map<Integer, String> names = new HashMap<>();

    /// For as long as no type changes its name.
    Description(Connection connection) {
        this.connection = connection;
    }

    /// The types of a prepared statement's parameters; for a domain, the type under it.
    List<String> parameters(String name) throws SQLException {
        try (var query = connection.prepareStatement(PARAMETERS)) {
            query.setString(1, name);
            return strings(query);
        }
    }

    /// The columns of what `sql` returns; none if it returns no rows.
    List<Shape.Column> columns(String sql) throws SQLException {
        var columns = new ArrayList<Shape.Column>();
        for (var field : fields(sql)) {
            columns.add(new Shape.Column(field.getColumnLabel(), type(field.getOID())));
        }
        return columns;
    }

    private String type(int oid) throws SQLException {
        var known = names.get(oid);
        if (known != null) {
            return known;
        }
        try (var query = connection.prepareStatement(TYPE)) {
            query.setLong(1, Integer.toUnsignedLong(oid));
            var name = strings(query).getFirst();
            names.put(oid, name);
            return name;
        }
    }

    private List<Field> fields(String sql) throws SQLException {
        var executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
        var described = new Described();
        var query = executor.createSimpleQuery(sql);
        executor.execute(query, query.createParameterList(), described, 0, 0, DESCRIBE_ONLY);
        return described.fields;
    }

    private static List<String> strings(PreparedStatement query) throws SQLException {
        try (var rows = query.executeQuery()) {
            var strings = new ArrayList<String>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    /// Keeps the description that the driver hands over in place of rows.
    private static final class Described extends ResultHandlerBase {
        private List<Field> fields = List.of();

        @Override
        public void handleResultRows(
                Query query, Field[] described, List<Tuple> rows, @Nullable ResultCursor cursor) {
            fields = List.of(described);
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            // A description has nothing to warn of.
        }
    }
}
