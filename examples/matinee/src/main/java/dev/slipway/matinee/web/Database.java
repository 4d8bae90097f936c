package dev.slipway.matinee.web;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.slipway.matinee.config.Settings;
import dev.slipway.report.Exit;
import dev.slipway.report.Json;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Runs the version's [Queries] on a pool of connections, each in a transaction of its own. A row
/// becomes a JSON object by the names of its columns, so that versions differ by their SQL alone.
final class Database implements AutoCloseable {

    /// For a connection of the pool: half of what those who ask wait.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final DataSource counted;
    private final Queries queries;

    private Database(HikariDataSource pool, DataSource counted, Queries queries) {
        this.pool = pool;
        this.counted = counted;
        this.queries = queries;
    }

    static Database open(
            Settings.Database settings, String application, Queries queries, Metrics metrics) {
        var config = new HikariConfig();
        config.setPoolName(application);
        config.setDataSource(settings.url().dataSource(application));
        config.setMaximumPoolSize(settings.connections());
        config.setMinimumIdle(1);
        config.setMetricRegistry(metrics.registry());
        config.setConnectionTimeout(PATIENCE.toMillis());
        try {
            var pool = new HikariDataSource(config);
            return new Database(pool, metrics.counting(pool), queries);
        } catch (PoolInitializationException e) {
            throw new WebException(
                    Exit.FAILED,
                    "Could not connect to " + settings.url() + ": " + e.getMessage(),
                    e);
        }
    }

    boolean has(Query query) {
        return queries.has(query);
    }

    Optional<Json.Obj> row(Query query, @Nullable Object... values) throws SQLException {
        return rows(query, values).stream().findFirst();
    }

    List<Json.Obj> rows(Query query, @Nullable Object... values) throws SQLException {
        var sql = queries.sql(query);
        try (var connection = counted.getConnection();
                var statement = connection.prepareStatement(sql.jdbc())) {
            bind(statement, sql, values);
            try (var result = statement.executeQuery()) {
                return read(result);
            }
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /// 0 where there is none.
    static long number(Json.Obj row, String column) {
        return row.fields().get(column) instanceof Json.Num number
                ? Long.parseLong(number.text())
                : 0;
    }

    private static void bind(PreparedStatement statement, Sql sql, @Nullable Object[] values)
            throws SQLException {
        for (int i = 0; i < sql.order().size(); i++) {
            statement.setObject(i + 1, values[sql.order().get(i)]);
        }
    }

    private static List<Json.Obj> read(ResultSet result) throws SQLException {
        var columns = result.getMetaData();
        var rows = new ArrayList<Json.Obj>();
        while (result.next()) {
            var fields = new LinkedHashMap<String, Json>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                fields.put(columns.getColumnLabel(i), value(result, i, columns.getColumnType(i)));
            }
            rows.add(new Json.Obj(fields));
        }
        return rows;
    }

    private static Json value(ResultSet result, int column, int type) throws SQLException {
        var text = result.getString(column);
        if (text == null) {
            return new Json.Null();
        }
        return switch (type) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> new Json.Num(text);
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                    new Json.Str(
                            result.getObject(column, OffsetDateTime.class).toInstant().toString());
            default -> new Json.Str(text);
        };
    }
}
