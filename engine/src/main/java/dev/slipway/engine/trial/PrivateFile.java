package dev.slipway.engine.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/// A secret of the trial: made up for it, and kept in a file that only its owner reads.
final class PrivateFile {

    private static final int BYTES = 24;

    private PrivateFile() {}

    /// Hexadecimal digits, which no language needs quoted.
    static String random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static Path write(Path folder, String name, String text) {
        try {
            var file =
                    Files.createFile(
                            folder.resolve(name),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new TrialException("cannot write the file " + name + " of the trial", e);
        }
    }
}
