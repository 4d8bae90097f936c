package dev.slipway.migrate;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The migrations of one version of a service, in the order in which they run.
public final class MigrationSet {

    private final String origin;
    private final List<Migration> migrations;

    private MigrationSet(String origin, List<Migration> migrations) {
        this.origin = origin;
        this.migrations = List.copyOf(migrations);
    }

    /// Reads a folder of SQLx files.
    ///
    /// @throws MigrationFolderException when it is missing, unreadable or holds files that do not
    ///   fit
    public static MigrationSet sqlx(Path directory) {
        return new MigrationSet(directory.toString(), SqlxFolder.read(directory));
    }

    /// Reads a folder of SQLx files from the class path, out of a jar or not.
    ///
    /// @throws MigrationFolderException when it is missing, unreadable or holds files that do not
    ///   fit
    public static MigrationSet sqlxFromClassPath(ClassLoader loader, String folder) {
        var url = loader.getResource(folder);
        if (url == null) {
            throw new MigrationFolderException(
                    "the class path has no folder " + folder + ": put the migrations there");
        }
        try {
            return read(url, folder);
        } catch (IOException | URISyntaxException e) {
            throw new MigrationFolderException(
                    "cannot read the migrations in " + url + ": " + e.getMessage(), e);
        }
    }

    private static MigrationSet read(URL url, String folder)
            throws IOException, URISyntaxException {
        if (!url.getProtocol().equals("jar")) {
            return sqlx(Path.of(url.toURI()));
        }
        var jar = url.toString().substring("jar:".length(), url.toString().indexOf("!/"));
        try (var files = FileSystems.newFileSystem(Path.of(new URI(jar)), Map.of())) {
            return new MigrationSet(folder, SqlxFolder.read(files.getPath(folder)));
        }
    }

    /// Where the files are, for messages.
    public String origin() {
        return origin;
    }

    public List<Migration> migrations() {
        return migrations;
    }

    /// SHA-256, in hexadecimal digits, over every version and checksum in order.
    public String digest() {
        var digest = Digests.sha256();
        for (var migration : migrations) {
            var line = migration.version() + " " + migration.checksum() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
