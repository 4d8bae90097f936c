package dev.slipway.engine.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the values of secrets from where they are kept, for a [Redactor].
public final class Secrets {

    private static final int PASSWORD_FIELD = 4;

    private Secrets() {}

    /// Every password in a file of libpq's form, `host:port:database:user:password`.
    ///
    /// @throws IOException when it cannot be read
    public static List<String> inPassFile(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Secrets::password)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> password(String line) {
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':' && fields.size() < PASSWORD_FIELD) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        return fields.size() == PASSWORD_FIELD ? Optional.of(field.toString()) : Optional.empty();
    }
}
