package dev.slipway.migrate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The private key of a client's certificate, in a form that the driver can read.
///
/// OpenSSL writes keys in several forms, and libpq reads them all; the driver reads PKCS-8 and
/// PKCS-12.
final class ClientKey {

    private ClientKey() {}

    /// @throws IllegalArgumentException with what to do, when the driver would only say that it
    ///   could not decode it
    static void check(Path file) {
        var head = head(file);
        if (head.contains("-----BEGIN RSA PRIVATE KEY-----")
                || head.contains("-----BEGIN EC PRIVATE KEY-----")
                || head.contains("-----BEGIN EC PARAMETERS-----")) {
            throw new IllegalArgumentException(
                    "the client key "
                            + file
                            + " is in OpenSSL's old form, which the driver does not read: openssl"
                            + " pkcs8 -topk8 -nocrypt -in "
                            + file
                            + " -outform DER -out "
                            + file
                            + ".pk8, and name that");
        }
    }

    private static String head(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4096), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read the client key " + file, e);
        }
    }
}
