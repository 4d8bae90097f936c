package dev.slipway.migrate;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/// Rows of a file that a `copy … from stdin` reads.
final class CopyData {

    private CopyData() {}

    /// Sends them, and returns how many there were.
    static long send(Connection connection, String copy, String data) throws SQLException {
        try {
            return connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(copy, new StringReader(data));
        } catch (IOException e) {
            throw new SQLException("the rows could not be sent: " + e.getMessage(), e);
        }
    }
}
