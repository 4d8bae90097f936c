package dev.slipway.matinee.web;

import dev.slipway.service.config.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// What is stored instead of a password: PBKDF2 with HMAC-SHA256, as
/// `pbkdf2-sha256$ITERATIONS$SALT$HASH`.
///
/// The parameters are in the text, so that they can be raised and the older hashes still count.
/// Hashing is slow on purpose: only so many are made at once, so that those who log in leave the
/// processors to those who watch.
final class Passwords {

    /// Some hundredths of a second of a processor: little, since in this example the replicas share
    /// their processors with those who measure them. A service of its own takes sixty times as
    /// many.
    private static final int ITERATIONS = 10_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Pattern STORED =
            Pattern.compile("pbkdf2-sha256\\$([0-9]{1,8})\\$([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+)");

    /// Fits no password, and takes as long to find that out as any other.
    private static final String NOBODYS =
            encode(new byte[SALT_BYTES], new byte[HASH_BYTES], ITERATIONS);

    private final SecureRandom random = new SecureRandom();
    private final Semaphore places = new Semaphore(AT_ONCE, true);

    String hash(Secret password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return encode(salt, derive(password, salt, ITERATIONS), ITERATIONS);
    }

    /// Whether `password` is the one that `stored` was made of.
    boolean matches(Secret password, String stored) {
        var parts = STORED.matcher(stored);
        if (!parts.matches()) {
            return false;
        }
        var decoder = Base64.getDecoder();
        var iterations = Integer.parseInt(parts.group(1));
        var derived = derive(password, decoder.decode(parts.group(2)), iterations);
        return MessageDigest.isEqual(derived, decoder.decode(parts.group(3)));
    }

    /// Never, in the time that [#matches] takes: an answer does not tell by its time who is a
    /// member.
    boolean matchesNobody(Secret password) {
        return matches(password, NOBODYS);
    }

    private byte[] derive(Secret password, byte[] salt, int iterations) {
        take();
        try {
            var key =
                    new PBEKeySpec(
                            password.reveal().toCharArray(),
                            salt,
                            iterations,
                            HASH_BYTES * Byte.SIZE);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2 with HMAC-SHA256", e);
        } finally {
            places.release();
        }
    }

    private void take() {
        try {
            if (places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(503, "Too many log in at the moment. Try again.");
    }

    private static String encode(byte[] salt, byte[] hash, int iterations) {
        var encoder = Base64.getEncoder();
        return "pbkdf2-sha256$"
                + iterations
                + "$"
                + encoder.encodeToString(salt)
                + "$"
                + encoder.encodeToString(hash);
    }
}
