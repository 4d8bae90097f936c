package dev.slipway.migrate.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/// The message digests that every Java platform has.
///
/// Each is looked up once and copied from then on: to look it up takes longer than to digest a
/// migration with it.
final class Digests {

    private static final MessageDigest SHA_256 = digest("SHA-256");
    private static final MessageDigest SHA_384 = digest("SHA-384");

    private Digests() {}

    static MessageDigest sha256() {
        return copy(SHA_256);
    }

    static MessageDigest sha384() {
        return copy(SHA_384);
    }

    private static MessageDigest copy(MessageDigest unused) {
        try {
            return (MessageDigest) unused.clone();
        } catch (CloneNotSupportedException e) {
            return digest(unused.getAlgorithm());
        }
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
