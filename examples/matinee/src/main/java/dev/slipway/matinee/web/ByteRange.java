package dev.slipway.matinee.web;

import java.util.Optional;
import java.util.regex.Pattern;

/// What a `Range` header asks for of so many bytes.
///
/// One range is answered; several, or what is not understood, are answered with everything, which
/// the standard (RFC 9110, 14.2) leaves to the server.
sealed interface ByteRange {

    /// Everything.
    record Whole() implements ByteRange {}

    /// @param first counted from 0
    /// @param last still part of it
    record Part(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    /// Nothing of it is there.
    record Outside() implements ByteRange {}

    Pattern ONE = Pattern.compile("bytes=\\s*([0-9]{0,18})-([0-9]{0,18})\\s*");

    static ByteRange of(Optional<String> header, long length) {
        var asked = ONE.matcher(header.orElse(""));
        if (!asked.matches()) {
            return new Whole();
        }
        var from = asked.group(1);
        var to = asked.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? new Whole() : suffix(Long.parseLong(to), length);
        }
        var first = Long.parseLong(from);
        var last = to.isEmpty() ? Long.MAX_VALUE : Long.parseLong(to);
        if (last < first) {
            return new Whole();
        }
        return first < length ? new Part(first, Math.min(last, length - 1)) : new Outside();
    }

    private static ByteRange suffix(long count, long length) {
        return count == 0 ? new Outside() : new Part(Math.max(0, length - count), length - 1);
    }
}
