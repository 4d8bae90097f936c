package dev.slipway.migrate.format;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A folder of migration files: a directory, or a folder of the class path in a jar or not.
///
/// Files are read when they are asked for, and once, so that what does not belong is never read,
/// and a format that looks into files to know them costs nothing when it is theirs.
public final class Folder implements AutoCloseable {

    /// What stands where characters could not be decoded.
    private static final char UNTOLD = '\ufffd';

    private final String origin;
    private final Path root;
    private final Optional<FileSystem> jar;

    private final Map<String, String> texts = new HashMap<>();

    /// What is directly in it, once somebody asked.
    private @Nullable List<String> names;

    /// Whether there is known to be nothing but regular files.
    private boolean flat;

    private Folder(String origin, Path root, Optional<FileSystem> jar) {
        this.origin = origin;
        this.root = root;
        this.jar = jar;
    }

    public static Folder directory(Path directory) {
        return new Folder(directory.toString(), directory, Optional.empty());
    }

    /// @throws MigrationFolderException when the class path has no such folder
    public static Folder classPath(ClassLoader loader, String folder) {
        var url = loader.getResource(folder);
        if (url == null) {
            throw new MigrationFolderException(
                    "the class path has no folder " + folder + ": put the migrations there");
        }
        try {
            return of(url, folder);
        } catch (IOException | URISyntaxException e) {
            throw new MigrationFolderException(
                    "cannot read the migrations in " + url + ": " + e.getMessage(), e);
        }
    }

    private static Folder of(URL url, String folder) throws IOException, URISyntaxException {
        if (!url.getProtocol().equals("jar")) {
            return directory(Path.of(url.toURI()));
        }
        var file = url.toString().substring("jar:".length(), url.toString().indexOf("!/"));
        var jar = FileSystems.newFileSystem(Path.of(new URI(file)), Map.of());
        return new Folder(folder, jar.getPath(folder), Optional.of(jar));
    }

    /// Where the files are, for messages.
    public String origin() {
        return origin;
    }

    /// The regular files directly in it, sorted.
    public List<String> names() {
        if (names == null) {
            names = list();
        }
        return names;
    }

    /// Asks the operating system itself where it can, like [#bytes]: a program that looks once and
    /// ends is done in half the time. Why it cannot, only the second way says; and a name that this
    /// locale cannot spell leads to its file only there.
    private List<String> list() {
        var entries = jar.isEmpty() ? root.toFile().list() : null;
        if (entries == null || Arrays.stream(entries).anyMatch(name -> name.indexOf(UNTOLD) >= 0)) {
            return listAnywhere();
        }
        var files =
                Arrays.stream(entries)
                        .filter(name ->
                                new File(root.toFile(), name).isFile()
                                        || isFile(root.resolve(name)))
                        .sorted()
                        .toList();
        flat = files.size() == entries.length;
        return files;
    }

    private List<String> listAnywhere() {
        try (var entries = Files.list(root)) {
            return entries.filter(this::isFile)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// The regular files in it and in the folders below, as paths with `/`, sorted.
    public List<String> deepNames() {
        var top = names();
        if (flat || !Files.isDirectory(root)) {
            return top;
        }
        try (var entries = Files.walk(root)) {
            return entries.filter(this::isFile)
                    .map(entry -> root.relativize(entry).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(e);
        } catch (UncheckedIOException e) {
            throw unreadable(new IOException(e.getMessage(), e));
        }
    }

    /// A link that leads nowhere would be a migration that is never run.
    private boolean isFile(Path entry) {
        if (Files.isRegularFile(entry)) {
            return true;
        }
        if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
            throw new MigrationFolderException(
                    entry + " is a symbolic link that leads nowhere: mend it, or remove it");
        }
        return false;
    }

    private MigrationFolderException unreadable(IOException e) {
        if (e instanceof NoSuchFileException) {
            return new MigrationFolderException(
                    "there is no folder " + origin + ": name the one that holds the migrations");
        }
        if (e instanceof NotDirectoryException) {
            return new MigrationFolderException(
                    origin + " is a file: name the folder that holds the migrations", e);
        }
        return new MigrationFolderException(
                "cannot read the folder " + origin + ": " + reason(e), e);
    }

    /// The text of one of its files, byte for byte, a byte order mark included.
    ///
    /// @throws MigrationFolderException when it cannot be read or is not UTF-8
    public String text(String name) {
        return texts.computeIfAbsent(name, file -> text(file, StandardCharsets.UTF_8));
    }

    /// The same, of a file in another encoding.
    public String text(String name, Charset encoding) {
        try {
            var text = decoded(bytes(root.resolve(name)), encoding);
            refuseNul(name, text);
            return text;
        } catch (CharacterCodingException e) {
            throw new MigrationFolderException(
                    place(name) + " is not " + encoding + ": save it as " + encoding, e);
        } catch (IOException e) {
            throw new MigrationFolderException("cannot read " + place(name) + ": " + reason(e), e);
        }
    }

    private byte[] bytes(Path file) throws IOException {
        if (jar.isEmpty()) {
            try (var in = new FileInputStream(file.toFile())) {
                return in.readAllBytes();
            } catch (FileNotFoundException e) {
                return Files.readAllBytes(file);
            }
        }
        return Files.readAllBytes(file);
    }

    /// What cannot be decoded becomes a character that is rare by itself: only then is it asked
    /// whether there was such.
    private static String decoded(byte[] bytes, Charset encoding) throws CharacterCodingException {
        var text = new String(bytes, encoding);
        if (text.indexOf(UNTOLD) >= 0) {
            encoding.newDecoder().decode(ByteBuffer.wrap(bytes));
        }
        return text;
    }

    /// The message of what goes wrong with a file is often no more than its name.
    private static String reason(IOException e) {
        return e instanceof AccessDeniedException
                ? "no permission"
                : String.valueOf(e.getMessage());
    }

    private void refuseNul(String name, String text) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            long line = text.substring(0, nul).chars().filter(c -> c == '\n').count() + 1;
            throw new MigrationFolderException(
                    place(name)
                            + ":"
                            + line
                            + " holds a NUL character, which no SQL can: remove it");
        }
    }

    /// How to name one of its files to a person.
    public String place(String name) {
        return origin + "/" + name;
    }

    @Override
    public void close() {
        if (jar.isPresent()) {
            try {
                jar.get().close();
            } catch (IOException e) {
                throw new MigrationFolderException("cannot close " + origin + ": " + e, e);
            }
        }
    }
}
