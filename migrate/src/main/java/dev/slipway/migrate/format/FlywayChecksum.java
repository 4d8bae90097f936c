package dev.slipway.migrate.format;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Flyway's checksum of a text: CRC32 over its lines without what ends them, as a signed number.
///
/// So line endings do not count, nor does a byte order mark.
final class FlywayChecksum {

    private FlywayChecksum() {}

    static String of(String text) {
        var crc = new CRC32();
        Pieces.of(
                withoutMark(text),
                piece -> crc.update(joined(piece).getBytes(StandardCharsets.UTF_8)));
        return Integer.toString((int) crc.getValue());
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String joined(String lines) {
        return lines.replace("\r", "").replace("\n", "");
    }
}
