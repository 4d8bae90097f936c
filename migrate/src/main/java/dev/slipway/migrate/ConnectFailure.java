package dev.slipway.migrate;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Says in one sentence why a server could not be connected to.
///
/// What the server answers is told in its words. What happens on the way to it is told in ours: the
/// driver speaks of hosts and ports even where there are none.
final class ConnectFailure {

    private static final int DEEPEST = 8;
    private static final String SILENT = "the server did not answer in time";

    private ConnectFailure() {}

    static MigrateException of(DatabaseUrl database, Exception e) {
        var ours = onTheWay(database, e);
        return new MigrateException(
                "cannot connect to "
                        + database
                        + ": "
                        + ours.orElseGet(() -> firstLine(String.valueOf(e.getMessage()))),
                ours.isPresent() && e.getCause() != null ? e.getCause() : e);
    }

    private static Optional<String> onTheWay(DatabaseUrl database, Exception e) {
        if (!(e instanceof SQLException sql)
                || !String.valueOf(sql.getSQLState()).startsWith("08")) {
            return Optional.empty();
        }
        if (String.valueOf(e.getMessage()).startsWith("Connection attempt timed out")) {
            return Optional.of(SILENT);
        }
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            var told = told(database, cause);
            if (told.isPresent()) {
                return told;
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<String> told(DatabaseUrl database, Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Optional.of("there is no host " + database.host());
        }
        if (cause instanceof NoRouteToHostException) {
            return Optional.of("there is no way to the host " + database.host());
        }
        if (cause instanceof SocketTimeoutException) {
            return Optional.of(SILENT);
        }
        if (UnixSocket.isFolder(database.host()) && cause instanceof IOException) {
            return Optional.of(
                    "no server has a socket for port "
                            + database.port()
                            + " there: see that it runs, and name its socket folder and port");
        }
        if (cause instanceof ConnectException) {
            return Optional.of(
                    "no server listens there: see that it runs, and that host and port are right");
        }
        if (cause instanceof SSLException) {
            return Optional.of(
                    "the encrypted connection was refused: " + firstLine(deepest(cause)));
        }
        return Optional.empty();
    }

    private static String deepest(Throwable e) {
        Throwable deepest = e;
        for (int depth = 0; deepest.getCause() != null && depth < DEEPEST; depth++) {
            deepest = deepest.getCause();
        }
        return String.valueOf(deepest.getMessage());
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
