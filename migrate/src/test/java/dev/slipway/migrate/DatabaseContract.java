package dev.slipway.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.sql.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A new database and an empty folder for each test, and sessions that stand in the way.
abstract class DatabaseContract {

    final TestServer server;
    @TempDir Path folder;
    DatabaseUrl url;

    DatabaseContract(int major) {
        server = TestServer.of(major);
    }

    @BeforeEach
    void newDatabase() throws SQLException {
        url = server.newDatabase();
    }

    Migrator.Builder migrator() {
        return Migrator.builder().database(url).migrations(MigrationSet.of(Formats.SQLX, folder));
    }

    /// A migrator that is not patient with locks, so that a test does not wait.
    Migrator.Builder hasty() {
        return migrator().lockTimeout(Duration.ofMillis(50));
    }

    /// A transaction with a snapshot, which stays open until closed.
    Connection reader(String sql) throws SQLException {
        var reader = url.connect("a reader");
        reader.setAutoCommit(false);
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = reader.createStatement()) {
            statement.execute(sql);
        }
        return reader;
    }

    /// What some work comes to if a reader stands in its way until it has given way once.
    ///
    /// @param read what the reader asks, and keeps its locks of
    <T> T givingWayTo(String read, Migrator.Builder migrator, Function<Migrator, T> work)
            throws Exception {
        var gaveWay = new CountDownLatch(1);
        var listener =
                new Listener() {
                    @Override
                    public void givesWay(
                            Migration m, Statement s, Duration pause, List<Blocker> blockers) {
                        gaveWay.countDown();
                    }
                };
        try (var reader = reader(read)) {
            var outcome = inThread(() -> work.apply(migrator.listener(listener).build()));
            assertThat(gaveWay.await(20, TimeUnit.SECONDS)).isTrue();
            reader.rollback();
            return outcome.get(20, TimeUnit.SECONDS);
        }
    }

    static <T> Future<T> inThread(Callable<T> task) {
        var future = new FutureTask<>(task);
        var thread = new Thread(future);
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    /// @param file its path in the folder
    void write(String file, String text) throws IOException {
        var path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    void execute(String sql) throws SQLException {
        new TestDatabase(url).execute(sql);
    }

    List<String> rows(String sql) throws SQLException {
        return new TestDatabase(url).rows(sql);
    }
}
