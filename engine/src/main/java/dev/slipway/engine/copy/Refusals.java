package dev.slipway.engine.copy;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/// A server's reason without what surrounds it, to stand within a sentence.
final class Refusals {

    private Refusals() {}

    static String words(SQLException e) {
        return e instanceof PSQLException server && server.getServerErrorMessage() != null
                ? String.valueOf(server.getServerErrorMessage().getMessage())
                : String.valueOf(e.getMessage());
    }
}
