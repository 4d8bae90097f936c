package dev.slipway.migrate;

import dev.slipway.migrate.sql.Statement;
import java.io.IOException;
import java.io.StringReader;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// Runs a statement together with the rows that its file holds for it, if it is a `copy` with rows.
final class CopyData {

    private CopyData() {}

    /// Returns how many rows it changed; -1 if it changes none.
    ///
    /// @param sql what is sent for the statement
    static long execute(java.sql.Statement jdbc, Statement statement, String sql)
            throws SQLException {
        if (statement.copyData().isEmpty()) {
            jdbc.execute(sql);
            return jdbc.getLargeUpdateCount();
        }
        try {
            return jdbc.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(sql, new StringReader(statement.copyData().get()));
        } catch (IOException e) {
            throw new SQLException("the rows could not be sent: " + e.getMessage(), e);
        }
    }
}
