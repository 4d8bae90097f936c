package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.service.config.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs and checks sessions, which are stored nowhere: a token is
/// `base64url(handle|expiry).base64url(HMAC-SHA256)`, so that every instance that has the key knows
/// it.
///
/// What is stored of the member's password is signed with it. So the sessions of a member who left
/// are not those of the next who takes the handle.
final class Sessions {

    static final Duration LIFETIME = Duration.ofHours(12);

    private static final Pattern TOKEN =
            Pattern.compile("([A-Za-z0-9_-]{1,120})\\.([A-Za-z0-9_-]{43})");
    private static final Pattern CLAIM = Pattern.compile("([a-z0-9_]{2,30})\\|([0-9]{1,12})");

    /// Where what is stored of a member's password is found.
    interface Stored {
        Optional<String> password(String handle) throws SQLException;
    }

    private final List<Secret> keys;
    private final Clock clock;

    /// @param keys the first signs, and those after it are still taken
    Sessions(List<Secret> keys, Clock clock) {
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    Session open(String handle, String password) {
        var expires = Instant.ofEpochSecond(clock.instant().plus(LIFETIME).getEpochSecond());
        var claim = handle + "|" + expires.getEpochSecond();
        var token =
                encode(claim.getBytes(UTF_8))
                        + "."
                        + encode(sign(keys.getFirst(), claim, password));
        return new Session(handle, expires, Secret.of(token));
    }

    /// The session of a token; none if it was not signed here, or has expired.
    Optional<Session> check(Secret token, Stored stored) throws SQLException {
        var parts = TOKEN.matcher(token.reveal());
        if (!parts.matches()) {
            return Optional.empty();
        }
        var text = new String(decode(parts.group(1)), UTF_8);
        var claim = CLAIM.matcher(text);
        if (!claim.matches()) {
            return Optional.empty();
        }
        var handle = claim.group(1);
        var expires = Instant.ofEpochSecond(Long.parseLong(claim.group(2)));
        var signature = decode(parts.group(2));
        return stored.password(handle)
                .filter(password -> isSigned(signature, text, password))
                .filter(_ -> clock.instant().isBefore(expires))
                .map(_ -> new Session(handle, expires, token));
    }

    private boolean isSigned(byte[] signature, String claim, String password) {
        return keys.stream()
                .anyMatch(key -> MessageDigest.isEqual(signature, sign(key, claim, password)));
    }

    private static byte[] sign(Secret key, String claim, String password) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal((claim + "|" + password).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Nothing for what only looks like base64.
    private static byte[] decode(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
