package dev.slipway.engine.plan;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The file that is the code of a version, and what it held when it was looked at.
///
/// @param digest SHA-256 in hexadecimal digits
public record Artefact(Path file, String digest) {

    /// @throws PlanException when the file cannot be read
    public static Artefact read(Path file) {
        try (var content = new DigestInputStream(Files.newInputStream(file), sha256())) {
            content.transferTo(OutputStream.nullOutputStream());
            return new Artefact(
                    file, HexFormat.of().formatHex(content.getMessageDigest().digest()));
        } catch (NoSuchFileException e) {
            throw new PlanException("there is no artefact " + file + ": build the version first");
        } catch (IOException e) {
            throw new PlanException("cannot read the artefact " + file, e);
        }
    }

    /// Whether the file still holds what it held.
    public boolean unchanged() {
        return read(file).digest.equals(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
