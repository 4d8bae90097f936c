package dev.slipway.engine.compat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
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
record Description(Connection connection) {

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

    private static final String TYPES =
            """
            select pg_catalog.format_type(c.type, null)
              from unnest(?::oid[]) with ordinality c (type, turn)
             order by c.turn
            """;

    /// The types of a prepared statement's parameters; for a domain, the type under it.
    List<String> parameters(String name) throws SQLException {
        try (var query = connection.prepareStatement(PARAMETERS)) {
            query.setString(1, name);
            return strings(query);
        }
    }

    /// The columns of what `sql` returns; none if it returns no rows.
    List<Shape.Column> columns(String sql) throws SQLException {
        var fields = fields(sql);
        if (fields.isEmpty()) {
            return List.of();
        }
        var types = types(fields);
        var columns = new ArrayList<Shape.Column>();
        for (int i = 0; i < fields.size(); i++) {
            columns.add(new Shape.Column(fields.get(i).getColumnLabel(), types.get(i)));
        }
        return columns;
    }

    private List<String> types(List<Field> fields) throws SQLException {
        var ids = fields.stream().map(field -> (Object) (long) field.getOID()).toArray();
        try (var query = connection.prepareStatement(TYPES)) {
            query.setArray(1, connection.createArrayOf("int8", ids));
            return strings(query);
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
