package dev.slipway.migrate;

import java.util.List;
import java.util.Map;

/// How the driver reaches a server through a socket in the file system.
///
/// The driver knows TCP alone. junixsocket gives it the rest where it is on the class path; a
/// service that connects over TCP needs no such library.
final class UnixSocket {

    private static final String FACTORY = "org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg";

    /// Where a server of a distribution or of its own makes its sockets unless told otherwise.
    private static final List<String> USUAL_FOLDERS =
            List.of("/run/postgresql", "/var/run/postgresql", "/tmp");

    private UnixSocket() {}

    static boolean isFolder(String host) {
        return host.startsWith("/");
    }

    static boolean isUsualFolder(String host) {
        return USUAL_FOLDERS.contains(host);
    }

    /// What to tell the driver. Encryption is none of a socket's business, as with libpq.
    ///
    /// @throws IllegalArgumentException where junixsocket is missing
    static Map<String, String> properties(String folder, int port) {
        requireFactory(folder);
        return Map.of(
                "socketFactory",
                FACTORY,
                "socketFactoryArg",
                folder + "/.s.PGSQL." + port,
                "sslmode",
                "disable",
                "gssEncMode",
                "disable");
    }

    private static void requireFactory(String folder) {
        try {
            Class.forName(FACTORY, false, UnixSocket.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "the host "
                            + folder
                            + " is a Unix socket, for which the driver needs junixsocket: put"
                            + " com.kohlschutter.junixsocket:junixsocket-common and"
                            + " junixsocket-native-common on the class path, or name a host and port",
                    e);
        }
    }
}
