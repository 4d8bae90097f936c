package dev.slipway.engine.copy;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.PgTools;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A source of a test class on a real server, filled anew for each test, and sites for its copies.
@TestInstance(Lifecycle.PER_CLASS)
abstract class CopyFixture {

    static final Duration LIMIT = Duration.ofSeconds(60);
    static final String NAME = "Odd ' source";

    Path home;
    @TempDir Path folder;
    Server server;
    DatabaseUrl source;
    private final List<Site> sites = new ArrayList<>();
    private int scratches;

    @BeforeAll
    void startServer(@TempDir Path home) {
        this.home = home;
        var binaries = Binaries.find(15, home.resolve("cache"));
        server = Server.start(binaries, home.resolve("source"), Map.of("fsync", "off"));
        source = server.url(NAME);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @BeforeEach
    void newSource() {
        server.dropDatabase(NAME);
        server.createDatabase(NAME);
    }

    @AfterEach
    void closeSites() {
        sites.forEach(Site::close);
        sites.clear();
    }

    Site own() throws Exception {
        return kept(Site.own(scratch(), home.resolve("cache"), 1));
    }

    Site kept(Site site) {
        sites.add(site);
        return site;
    }

    Path scratch() throws Exception {
        return Files.createDirectory(folder.resolve("scratch " + ++scratches));
    }

    Copy copy(Origin origin) throws Exception {
        return Copy.of(origin, own(), Optional.empty(), Optional.empty(), LIMIT, Progress.UNHEARD);
    }

    Copy masked(Origin origin, String script) throws Exception {
        var file = Files.writeString(folder.resolve("mask.sql"), script);
        return Copy.of(origin, own(), Optional.empty(), Optional.of(file), LIMIT, Progress.UNHEARD);
    }

    Origin live(String... withoutRows) {
        return new Origin.Live(source, List.of(withoutRows));
    }

    Path dump(String name, String... options) {
        var file = folder.resolve(name);
        var arguments = new ArrayList<>(List.of(options));
        arguments.add("--file=" + file);
        PgTools.forServer(15).run("pg_dump", source, arguments, LIMIT).orThrow("Dumping");
        return file;
    }

    void tell(String sql) throws SQLException {
        tell(source, sql);
    }

    static void tell(DatabaseUrl database, String sql) throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(DatabaseUrl database, String sql) throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }
}
