package dev.slipway.migrate.format;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// SHA-256 of a text, as it is and with every line ending made `\n`, in hexadecimal digits.
public record Fingerprint(String raw, String normalised) {

    public static Fingerprint of(String text) {
        if (text.indexOf('\r') < 0) {
            var both = Pieces.digest(text, piece -> piece, Digests.sha256());
            return new Fingerprint(both, both);
        }
        var raw = Digests.sha256();
        var normalised =
                Pieces.digest(
                        text,
                        piece -> {
                            raw.update(piece.getBytes(StandardCharsets.UTF_8));
                            return piece.replace("\r\n", "\n");
                        },
                        Digests.sha256());
        return new Fingerprint(HexFormat.of().formatHex(raw.digest()), normalised);
    }
}
