package dev.slipway.matinee.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.zip.CRC32;

/// The film that everybody watches: a minute of a quiet tone with a tick each second, as a WAV of
/// 8,000 bytes a second, the same on every instance.
final class Reel {

    static final Duration LENGTH = Duration.ofSeconds(60);

    private static final int RATE = 8_000;
    private static final int SAMPLES = (int) LENGTH.toSeconds() * RATE;
    private static final int HEADER = 44;
    private static final int TICK = RATE / 25;
    private static final int SILENCE = 128;

    private final byte[] wav = record();
    private final String etag = etag(wav);

    int length() {
        return wav.length;
    }

    /// Quoted, as it stands in a header.
    String etag() {
        return etag;
    }

    void copy(ByteRange.Part part, OutputStream out) throws IOException {
        out.write(wav, (int) part.first(), (int) part.length());
    }

    private static byte[] record() {
        var wav = ByteBuffer.allocate(HEADER + SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(word("RIFF")).putInt(HEADER - 8 + SAMPLES).put(word("WAVE"));
        wav.put(word("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        wav.putInt(RATE).putInt(RATE).putShort((short) 1).putShort((short) Byte.SIZE);
        wav.put(word("data")).putInt(SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            wav.put(sample(i));
        }
        return wav.array();
    }

    private static byte sample(int i) {
        var tick = i % RATE < TICK;
        var wave = Math.sin(2 * Math.PI * (tick ? 1_000 : 220) * i / RATE);
        return (byte) (SILENCE + Math.round(wave * (tick ? 90 : 12)));
    }

    private static byte[] word(String text) {
        return text.getBytes(US_ASCII);
    }

    private static String etag(byte[] bytes) {
        var sum = new CRC32();
        sum.update(bytes);
        return "\"reel-%08x\"".formatted(sum.getValue());
    }
}
