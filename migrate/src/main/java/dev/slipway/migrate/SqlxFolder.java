package dev.slipway.migrate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// Reads a folder of migrations by SQLx's own rules.
///
/// Regular files directly in the folder, `<version>_<description>.sql`, `.up.sql` or `.down.sql`.
/// The version is what Rust reads as an `i64`; a name without an underscore or with another ending
/// is passed over. The checksum is SHA-384 over the file's exact bytes.
final class SqlxFolder {

    private static final String NO_TRANSACTION = "-- no-transaction";

    private SqlxFolder() {}

    static List<Migration> read(Path directory) {
        var names = new HashMap<Long, String>();
        var files = new ArrayList<SqlxName>();
        for (var name : names(directory)) {
            SqlxName.parse(directory, name).filter(SqlxName::forward).ifPresent(files::add);
        }
        if (files.isEmpty()) {
            throw new MigrationFolderException(
                    "there are no migrations in "
                            + directory
                            + ": SQLx names them <version>_<description>.sql");
        }
        files.sort(Comparator.comparingLong(SqlxName::version).thenComparing(SqlxName::file));
        files.forEach(file -> refuseDuplicate(directory, names, file));
        return files.stream().map(file -> migration(directory, file)).toList();
    }

    private static List<String> names(Path directory) {
        try (var entries = Files.list(directory)) {
            return entries.filter(Files::isRegularFile)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            throw new MigrationFolderException(
                    "there is no folder " + directory + ": name the one that holds the migrations",
                    e);
        } catch (NotDirectoryException e) {
            throw new MigrationFolderException(
                    directory + " is a file: name the folder that holds the migrations", e);
        } catch (IOException e) {
            throw new MigrationFolderException("cannot read the folder " + directory + ": " + e, e);
        }
    }

    private static void refuseDuplicate(Path directory, Map<Long, String> names, SqlxName file) {
        var other = names.putIfAbsent(file.version(), file.file());
        if (other != null) {
            throw new MigrationFolderException(
                    "two migrations in "
                            + directory
                            + " have the version "
                            + file.version()
                            + ": "
                            + other
                            + " and "
                            + file.file()
                            + "; give one of them another version");
        }
    }

    private static Migration migration(Path directory, SqlxName name) {
        var file = directory.resolve(name.file());
        try {
            var bytes = Files.readAllBytes(file);
            var sql = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return new Migration(
                    Long.toString(name.version()),
                    name.description(),
                    name.file(),
                    sql,
                    HexFormat.of().formatHex(Digests.sha384().digest(bytes)),
                    !sql.startsWith(NO_TRANSACTION));
        } catch (CharacterCodingException e) {
            throw new MigrationFolderException(file + " is not UTF-8: save it as UTF-8", e);
        } catch (IOException e) {
            throw new MigrationFolderException("cannot read " + file + ": " + e, e);
        }
    }
}
