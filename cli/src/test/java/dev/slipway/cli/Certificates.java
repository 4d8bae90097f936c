package dev.slipway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;

/// An authority of a test's own, a certificate of it for 127.0.0.1, one for the role `cert`, and
/// another authority that has signed nothing.
record Certificates(Path folder) {

    private static final String MAKE =
            """
            set -e
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=root -keyout root.key -out root.crt
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=other -keyout other.key -out other.crt
            openssl req -newkey rsa:2048 -nodes -subj /CN=127.0.0.1 -keyout server.key -out server.csr
            printf 'subjectAltName=IP:127.0.0.1' > server.ext
            openssl x509 -req -days 2 -in server.csr -CA root.crt -CAkey root.key -CAcreateserial -extfile server.ext -out server.crt
            openssl req -newkey rsa:2048 -nodes -subj /CN=cert -keyout client.key -out client.csr
            openssl x509 -req -days 2 -in client.csr -CA root.crt -CAkey root.key -CAcreateserial -out client.crt
            openssl pkcs8 -topk8 -nocrypt -in client.key -outform DER -out client.pk8
            openssl rsa -in client.key -traditional -out client.old.key
            openssl pkcs12 -export -name user -in client.crt -inkey client.key -passout pass:changeit -out client.p12
            """;

    static Certificates in(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var log = folder.resolve("log").toFile();
        var process =
                new ProcessBuilder("sh", "-c", MAKE)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log)
                        .start();
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(
                    "openssl made no certificates:\n"
                            + Files.readString(log.toPath(), StandardCharsets.UTF_8));
        }
        return new Certificates(folder);
    }

    /// Puts the server's own into its data directory, with the owner and mode that it asks for.
    void give(Path data) throws IOException {
        for (var name : new String[] {"root.crt", "server.crt", "server.key"}) {
            var copy = Files.copy(folder.resolve(name), data.resolve(name));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
            Files.setOwner(copy, Files.getOwner(data));
        }
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }
}
