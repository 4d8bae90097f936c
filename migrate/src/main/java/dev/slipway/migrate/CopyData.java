package dev.slipway.migrate;

import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.postgresql.PGConnection;

/// Runs a statement together with the rows that its file holds for it, if it is a `copy` with rows.
final class CopyData {

    private CopyData() {}

    /// Returns how many rows it changed; -1 if it changes none.
    static long execute(Statement jdbc, String sql, Optional<String> rows) throws SQLException {
        if (rows.isEmpty()) {
            jdbc.execute(sql);
            return jdbc.getLargeUpdateCount();
        }
        try {
            return jdbc.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(sql, new StringReader(rows.get()));
        } catch (IOException e) {
            throw new SQLException("the rows could not be sent: " + e.getMessage(), e);
        }
    }
}
