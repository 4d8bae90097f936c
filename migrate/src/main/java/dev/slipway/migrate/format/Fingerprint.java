package dev.slipway.migrate.format;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// SHA-256 of a text, as it is and with every line ending made `\n`, in hexadecimal digits.
public record Fingerprint(String raw, String normalised) {

    public static Fingerprint of(String text) {
        var raw = sha256(text);
        return new Fingerprint(
                raw, text.indexOf('\r') < 0 ? raw : sha256(text.replace("\r\n", "\n")));
    }

    private static String sha256(String text) {
        return HexFormat.of()
                .formatHex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
