package dev.slipway.migrate.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/// The message digests that every Java platform has.
final class Digests {

    private Digests() {}

    static MessageDigest sha256() {
        return digest("SHA-256");
    }

    static MessageDigest sha384() {
        return digest("SHA-384");
    }

    /// SHA-256, in hexadecimal digits, of lines that each end with `\n`.
    static String ofLines(Stream<String> lines) {
        var digest = sha256();
        lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + name, e);
        }
    }
}
