package dev.slipway.service.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;

/// A file that holds one secret. The line end that editors and `echo` put behind it is not part of
/// it; any other space is.
final class SecretFile {

    private SecretFile() {}

    /// @param place makes the path of the text, relative to where it was written
    static Given given(
            DeclaredKey key,
            Source source,
            String text,
            Function<String, Path> place,
            Problems problems) {
        try {
            var file = place.apply(text);
            return new Given.InFile(key, source.through(file), file);
        } catch (InvalidPathException e) {
            return Complaints.wrong(problems, key, source, "that is no path", "the path of a file");
        }
    }

    static String read(Path file) throws UnreadableFile {
        var text = TextFile.read(file);
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
