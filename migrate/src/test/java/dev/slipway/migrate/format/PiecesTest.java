package dev.slipway.migrate.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {

    /// Long enough for several pieces, whose ends fall everywhere.
    private static final int TIMES = 40_000;

    @Test
    void a_short_text_is_one_piece() {
        assertThat(pieces("select 1;\n")).containsExactly("select 1;\n");
        assertThat(pieces("")).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\r\n", "a\r\n", "\uD83D\uDEA2", "a\uD83D\uDEA2", "\r\r\n", "ä\r", "\n"})
    void what_belongs_together_is_never_torn(String unit) {
        var text = unit.repeat(TIMES);

        var pieces = pieces(text);

        assertThat(pieces).hasSizeGreaterThan(text.length() > 65_536 ? 1 : 0);
        assertThat(String.join("", pieces)).isEqualTo(text);
        assertThat(String.join("", pieces.stream().map(one -> one.replace("\r\n", "\n")).toList()))
                .isEqualTo(text.replace("\r\n", "\n"));
        assertThat(pieces)
                .allSatisfy(one ->
                        assertThat(
                                        new String(
                                                one.getBytes(StandardCharsets.UTF_8),
                                                StandardCharsets.UTF_8))
                                .isEqualTo(one));
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 'ä';\r\n", "select '\uD83D\uDEA2';\n", "\r"})
    void a_long_text_has_the_fingerprint_and_the_checksum_of_the_whole(String line) {
        var text = line.repeat(TIMES);

        assertThat(Fingerprint.of(text))
                .isEqualTo(new Fingerprint(sha256(text), sha256(text.replace("\r\n", "\n"))));
        var crc = new CRC32();
        crc.update(text.replaceAll("[\r\n]", "").getBytes(StandardCharsets.UTF_8));
        assertThat(FlywayChecksum.of(text)).isEqualTo(String.valueOf((int) crc.getValue()));
    }

    private static String sha256(String text) {
        return HexFormat.of()
                .formatHex(Digests.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        Pieces.of(text, pieces::add);
        return pieces;
    }
}
