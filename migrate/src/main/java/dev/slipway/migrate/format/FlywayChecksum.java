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
        var lines = text.startsWith("\uFEFF") ? text.substring(1) : text;
        crc.update(lines.replace("\r", "").replace("\n", "").getBytes(StandardCharsets.UTF_8));
        return Integer.toString((int) crc.getValue());
    }
}
