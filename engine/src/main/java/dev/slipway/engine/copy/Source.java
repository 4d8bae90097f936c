package dev.slipway.engine.copy;

import dev.slipway.migrate.DatabaseUrl;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a database is like, as far as a copy must be like it.
///
/// @param major version of its server
/// @param replica whether its server replays what another writes
/// @param bytes on its disk
/// @param extensions by name, without those that every server has
record Source(
        DatabaseUrl url,
        int major,
        boolean replica,
        long bytes,
        Locality locality,
        List<String> extensions) {

    /// How it writes and sorts text.
    ///
    /// @param provider `c`, `i` or `b`, as in `pg_database`
    /// @param locale of a provider that is not libc
    record Locality(
            String encoding,
            String collate,
            String ctype,
            String provider,
            Optional<String> locale) {}

    /// Columns that only some versions have are read through JSON.
    private static final String FACTS =
            """
            select current_setting('server_version_num')::int / 10000,
                   pg_is_in_recovery(),
                   pg_database_size(d.oid),
                   pg_encoding_to_char(d.encoding),
                   d.datcollate,
                   d.datctype,
                   coalesce(to_jsonb(d) ->> 'datlocprovider', 'c'),
                   coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale')
              from pg_database d
             where d.datname = current_database()
            """;

    private static final String EXTENSIONS =
            """
            select extname
              from pg_extension
             where extname <> 'plpgsql'
             order by 1
            """;

    /// @throws CopyException when it cannot be asked
    static Source of(DatabaseUrl url) {
        try (var connection = url.connect("slipway copy");
                var statement = connection.createStatement();
                var row = statement.executeQuery(FACTS)) {
            row.next();
            return new Source(
                    url,
                    row.getInt(1),
                    row.getBoolean(2),
                    row.getLong(3),
                    locality(row),
                    names(connection, EXTENSIONS));
        } catch (SQLException e) {
            throw new CopyException("cannot ask %s what it is like".formatted(url), e);
        }
    }

    private static Locality locality(ResultSet row) throws SQLException {
        return new Locality(
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                Optional.ofNullable(row.getString(8)));
    }

    /// The only column of a query, with its parameters.
    static List<String> names(Connection connection, String sql, String... parameters)
            throws SQLException {
        try (var query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            var names = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }
}
