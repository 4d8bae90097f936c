package dev.slipway.engine.rehearse;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.sql.Identifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A server of the test's own, with databases at the schema of an old version, and the folder of
/// migrations that leads on from there.
final class Copies implements AutoCloseable {

    private final Server server;
    private final Path folder;
    private final AtomicInteger databases = new AtomicInteger();

    private Copies(Server server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// The major versions to test on: all that Slipway is for with `-Dslipway.full`, which has the
    /// archives of the others fetched too.
    static IntStream supported() {
        return Boolean.getBoolean("slipway.full")
                ? IntStream.rangeClosed(14, 18)
                : IntStream.of(15, 18);
    }

    static Copies on(int major, Path folder) {
        var binaries = Binaries.find(major, folder.resolve("binaries"));
        var settings = Map.of("fsync", "off", "timezone", "Asia/Kathmandu", "autovacuum", "off");
        return new Copies(Server.start(binaries, folder.resolve("server"), settings), folder);
    }

    /// A folder without migrations, and an empty database.
    Copy empty() throws IOException {
        var name = "Copy " + databases.incrementAndGet();
        var files = Files.createDirectory(folder.resolve(name));
        server.createDatabase(name);
        return new Copy(server.url(name), files);
    }

    /// Migrations, and a database to which the first of them is applied.
    Copy copy(String base) throws IOException, SQLException {
        var copy = empty();
        copy.write("1_base.sql", base);
        var outcome =
                Migrator.builder().database(copy.url()).migrations(copy.set()).build().migrate();
        if (!(outcome instanceof Outcome.Done)) {
            throw new IllegalArgumentException("the base does not apply: " + outcome);
        }
        return copy;
    }

    /// The same as another, whose database nobody is connected to.
    Copy again(Copy other) throws IOException, SQLException {
        var files = Files.createDirectory(folder.resolve("Again " + databases.incrementAndGet()));
        for (var migration : other.set().migrations()) {
            Files.copy(other.folder().resolve(migration.file()), files.resolve(migration.file()));
        }
        var name = files.getFileName().toString();
        return new Copy(template(other.url(), name), files);
    }

    /// The same data under another name.
    DatabaseUrl twin(DatabaseUrl url) throws SQLException {
        return template(url, url.database() + " twin");
    }

    private DatabaseUrl template(DatabaseUrl url, String name) throws SQLException {
        try (var connection = server.url("postgres").connect("test");
                var statement = connection.createStatement()) {
            statement.execute(
                    "create database %s template %s"
                            .formatted(Identifiers.quote(name), Identifiers.quote(url.database())));
        }
        return server.url(name);
    }

    @Override
    public void close() {
        server.close();
    }

    /// A database and its migrations.
    record Copy(DatabaseUrl url, Path folder) {

        Copy write(String file, String sql) throws IOException {
            Files.writeString(folder.resolve(file), sql);
            return this;
        }

        MigrationSet set() {
            return MigrationSet.of(Formats.SQLX, folder);
        }

        Rehearsal.Builder rehearsal() {
            return Rehearsal.builder().copy(url).migrations(set()).oldVersion("1.0.0");
        }

        void tell(String sql) throws SQLException {
            try (var connection = url.connect("test");
                    var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        String ask(String sql) throws SQLException {
            try (var connection = url.connect("test");
                    var statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        }
    }
}
