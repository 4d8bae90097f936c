package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A server for a test class, a database of one applied migration for each of its tests, and
/// `slipway rehearse` about it.
@TestInstance(Lifecycle.PER_CLASS)
abstract class RehearseFixture {

    static final String BASE =
            """
            create table room (id int primary key, name text not null);
            insert into room select i, 'room ' || i from generate_series(1, 500) i;
            """;

    /// Of everything that a rehearsal could have changed.
    private static final String DIGEST =
            """
            select md5(string_agg(line, e'\\n' order by line))
              from (select format('%s %s %s', attrelid::regclass, attname, atttypid) as line
                      from pg_attribute
                      join pg_class c on c.oid = attrelid
                     where c.relnamespace = 'public'::regnamespace
                    union all
                    select h::text from _sqlx_migrations h
                    union all
                    select r::text from room r) everything
            """;

    private Server server;

    @TempDir Path folder;
    DatabaseUrl database;

    @BeforeAll
    void startServer(@TempDir Path home) {
        server =
                Server.start(
                        Binaries.find(15, home.resolve("binaries")),
                        home.resolve("server"),
                        Map.of("fsync", "off", "timezone", "Asia/Kathmandu"));
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    @BeforeEach
    void newDatabase(TestInfo test) throws IOException {
        var name = test.getDisplayName().replaceAll("[^a-z]+", "_");
        name = name.substring(0, Math.min(name.length(), 60));
        server.dropDatabase(name);
        server.createDatabase(name);
        database = server.url(name);
        migration("1_rooms.sql", BASE);
        var migrate =
                Slipway.run(
                        "db",
                        "migrate",
                        "--migrations",
                        migrations().toString(),
                        "--database-url",
                        database.toReference());
        assertThat(migrate.exit()).isZero();
    }

    Slipway rehearse(String... more) {
        return Slipway.in(folder, arguments(more));
    }

    String[] arguments(String... more) {
        var args = new ArrayList<String>();
        args.addAll(List.of("rehearse", "--migrations", migrations().toString()));
        args.addAll(List.of("--database-url", database.toReference()));
        args.addAll(List.of("--old-version", "1.0.0"));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    List<Path> scratch() throws IOException {
        try (var left = Files.list(folder.resolve(".slipway/scratch"))) {
            return left.toList();
        }
    }

    Path migrations() {
        return folder.resolve("migrations");
    }

    void migration(String file, String sql) throws IOException {
        Files.writeString(Files.createDirectories(migrations()).resolve(file), sql);
    }

    void oldSql(String file, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("old")).resolve(file), text);
    }

    String digest() throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement();
                var row = statement.executeQuery(DIGEST)) {
            row.next();
            return row.getString(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (var connection = database.connect("test");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
