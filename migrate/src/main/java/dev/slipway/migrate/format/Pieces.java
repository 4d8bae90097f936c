package dev.slipway.migrate.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A text in pieces, so that what is computed over it needs no second text of its length.
///
/// No piece ends between two characters that belong together: the halves of one that UTF-16 writes
/// as two, and the two of a Windows line ending.
final class Pieces {

    private static final int LENGTH = 1 << 16;

    private Pieces() {}

    /// Gives each to `taker`, in order; a short text whole.
    static void of(String text, Consumer<String> taker) {
        int from = 0;
        while (text.length() - from > LENGTH) {
            int to = from + LENGTH;
            char last = text.charAt(to - 1);
            if (last == '\r' || Character.isHighSurrogate(last)) {
                to--;
            }
            taker.accept(text.substring(from, to));
            from = to;
        }
        taker.accept(text.substring(from));
    }

    /// The digest, in hexadecimal digits, of what `change` makes of the pieces, in UTF-8.
    static String digest(String text, UnaryOperator<String> change, MessageDigest digest) {
        of(text, piece -> digest.update(change.apply(piece).getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
