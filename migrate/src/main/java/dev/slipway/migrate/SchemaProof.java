package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.format.Fingerprint;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Write;
import java.time.OffsetDateTime;
import java.util.List;

/// What a rehearsal proved: versions of the service that work on the schema which some migrations
/// lead to.
///
/// @param files the migrations that were rehearsed, with their texts of then
/// @param versions those that work
/// @param rehearsed when that was
public record SchemaProof(List<File> files, List<String> versions, OffsetDateTime rehearsed) {

    public SchemaProof {
        files = List.copyOf(files);
        versions = List.copyOf(versions);
    }

    /// What there is to remember of it in a database.
    ///
    /// @param applied the digest of what is applied there
    List<Write> kept(Book book, String applied) {
        var newest = files.stream().reduce((before, after) -> after).map(File::version);
        return versions.stream()
                .map(version -> book.proven(applied, version, newest, rehearsed))
                .toList();
    }

    /// A migration that was rehearsed.
    ///
    /// @param fingerprint SHA-256 of its text, in hexadecimal digits
    public record File(String version, String file, String fingerprint) {

        public static File of(Migration migration) {
            return new File(
                    migration.version(),
                    migration.file(),
                    Fingerprint.of(migration.up().text()).raw());
        }
    }
}
