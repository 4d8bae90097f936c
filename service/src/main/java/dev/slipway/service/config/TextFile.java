package dev.slipway.service.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads a small file as UTF-8, to the letter or not at all.
final class TextFile {

    private static final int LARGEST = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private TextFile() {}

    static String read(Path file) throws UnreadableFile {
        if (Files.isDirectory(file)) {
            throw new UnreadableFile("is a directory");
        }
        var text = decoded(bytes(file));
        if (text.isBlank()) {
            throw new UnreadableFile("is empty");
        }
        return text;
    }

    private static byte[] bytes(Path file) throws UnreadableFile {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new UnreadableFile("is larger than 1 MiB");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new UnreadableFile("is not there", e);
        } catch (AccessDeniedException e) {
            throw new UnreadableFile("may not be read by this user", e);
        } catch (IOException e) {
            throw new UnreadableFile("cannot be read: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        var reason = e instanceof FileSystemException failure ? failure.getReason() : null;
        return String.valueOf(reason == null ? e.getMessage() : reason);
    }

    private static String decoded(byte[] bytes) throws UnreadableFile {
        try {
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableFile("is not UTF-8", e);
        }
    }
}
