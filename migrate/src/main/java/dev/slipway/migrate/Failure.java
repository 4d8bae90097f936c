package dev.slipway.migrate;

import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;

/// What the server said when a statement failed.
final class Failure {

    static final String INSUFFICIENT_PRIVILEGE = "42501";

    private Failure() {}

    /// Whether [#words] say that the role may not do what it tried.
    static boolean isPrivilege(String words) {
        return words.endsWith("[" + INSUFFICIENT_PRIVILEGE + "]");
    }

    static String words(SQLException e) {
        if (e instanceof PSQLException server && server.getServerErrorMessage() != null) {
            var message = server.getServerErrorMessage();
            var detail = Optional.ofNullable(message.getDetail()).map(d -> " (" + d + ")");
            return message.getMessage() + detail.orElse("") + " [" + e.getSQLState() + "]";
        }
        return String.valueOf(e.getMessage());
    }

    /// Where in the statement, counted from 1; 0 if it did not say.
    static int position(SQLException e) {
        return e instanceof PSQLException server && server.getServerErrorMessage() != null
                ? server.getServerErrorMessage().getPosition()
                : 0;
    }
}
