package dev.slipway.engine.evidence;

import dev.slipway.report.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/// One entry of the record of a release.
///
/// @param seq its place in the record, counted from 1
/// @param at in UTC and whole microseconds, which is what the ledger can keep
/// @param step the id of the step it is about; empty when it is about the release
/// @param kind what the payload is, such as `rehearsal` or `restart`
/// @param payload canonical JSON: the text itself is what is hashed
/// @param previous the hash of the entry before it; [#GENESIS] for the first
/// @param hash SHA-256, in hexadecimal digits, over everything above
public record Evidence(
        long release,
        int seq,
        OffsetDateTime at,
        String step,
        String kind,
        String payload,
        String previous,
        String hash) {

    /// What the first entry follows.
    public static final String GENESIS = "0".repeat(64);

    /// The entry that follows `previous`, with its hash computed.
    static Evidence following(
            String previous,
            long release,
            int seq,
            OffsetDateTime at,
            String step,
            String kind,
            Json.Obj payload) {
        var moment = at.withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MICROS);
        var open = new Evidence(release, seq, moment, step, kind, payload.compact(), previous, "");
        return new Evidence(
                release, seq, moment, step, kind, open.payload, previous, open.computedHash());
    }

    /// The hash that the other fields give. They are hashed as one JSON object, so that no text can
    /// be moved from one field into the next without changing it.
    String computedHash() {
        var fields =
                Json.object()
                        .put("previous", previous)
                        .put("release", release)
                        .put("seq", seq)
                        .put("at", at.toInstant().toString())
                        .put("step", step)
                        .put("kind", kind)
                        .put("payload", payload);
        return sha256(fields.compact());
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
