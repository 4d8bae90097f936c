package dev.slipway.migrate.format;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + name, e);
        }
    }
}
