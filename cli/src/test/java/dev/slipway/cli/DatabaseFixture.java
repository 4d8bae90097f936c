package dev.slipway.cli;

import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A server for a test class, a new database and an empty folder for each of its tests, and the
/// commands of `slipway db` about both.
@TestInstance(Lifecycle.PER_CLASS)
abstract class DatabaseFixture {

    SharedServer server;
    @TempDir Path folder;
    DatabaseUrl database;

    @BeforeAll
    void startServer(@TempDir Path home) {
        server = SharedServer.start(home);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @BeforeEach
    void newDatabase() {
        database = server.newDatabase();
    }

    Slipway db(String command, String... more) {
        return db(folder, command, more);
    }

    Slipway db(Path migrations, String command, String... more) {
        var args = new ArrayList<>(List.of("db", command, "--migrations", migrations.toString()));
        args.addAll(List.of("--database-url", database.toReference()));
        args.addAll(List.of(more));
        return Slipway.run(args.toArray(String[]::new));
    }

    /// @param file its path in the folder
    Path write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    void execute(String... statements) throws SQLException {
        server.execute(database.database(), statements);
    }

    /// The one value that a query answers.
    String value(String sql) throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /// The id of the advisory lock that SQLx takes here.
    long sqlxLock() {
        var crc = new CRC32();
        crc.update(database.database().getBytes(StandardCharsets.UTF_8));
        return 0x3d32ad9eL * crc.getValue();
    }
}
