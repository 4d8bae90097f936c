package dev.slipway.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.MigrateException;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.service.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HealthTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final InetSocketAddress ANY = at(0);

    private static TestServer server;

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void startServer() throws IOException {
        server = TestServer.start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void it_is_alive_and_tells_of_the_migration_that_runs_before_it_is_ready() throws Exception {
        migration("1_room.sql", "create table room (id int);");
        migration("2_wait.sql", "select 1;\nselect pg_advisory_xact_lock(77);");
        try (var health = Health.of("shop-1", "1.4.0");
                var probes = HealthServer.listen(ANY, health);
                var blocker = database().connect("test");
                var lock = blocker.createStatement()) {
            assertAnswer(get(probes, "live"), 200, "live");
            assertAnswer(get(probes, "startup"), 503, "starting");
            assertAnswer(get(probes, "ready"), 503, "starting");

            lock.execute("select pg_advisory_lock(77)");
            var outcome = CompletableFuture.supplyAsync(() -> health.migrate(migrator()));
            var told =
                    await(
                            () -> get(probes, "startup").body(),
                            body -> body.contains("2_wait.sql\",\"line\":2"));
            assertThat(json(told).at("/migrations/applied").asInt()).isEqualTo(1);
            assertAnswer(get(probes, "live"), 200, "live");
            assertAnswer(get(probes, "ready"), 503, "migrating");

            lock.execute("select pg_advisory_unlock(77)");
            assertThat(outcome.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(Outcome.Done.class);
            var ready = get(probes, "ready");
            assertAnswer(ready, 200, "ready");
            assertThat(ready.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(json(ready.body()).at("/schema").asString()).isEqualTo("2");
            assertAnswer(get(probes, "startup"), 200, "started");
        }
    }

    @Test
    void what_cannot_be_migrated_does_not_start_and_says_why() throws Exception {
        migration("1_room.sql", "create table nonsense (id nonsense);");
        try (var health = Health.of("shop-1", "1.4.0");
                var probes = HealthServer.listen(ANY, health)) {
            assertThat(health.migrate(migrator())).isInstanceOf(Outcome.Failed.class);

            assertAnswer(get(probes, "startup"), 503, "failed");
            assertThat(get(probes, "ready").body()).contains("1_room.sql", "nonsense");
            assertAnswer(get(probes, "live"), 200, "live");
        }
    }

    @Test
    void a_database_that_is_not_there_is_told_without_its_password() {
        var nobody = DatabaseUrl.parse("postgres://app:hunter2@127.0.0.1:1/shop", Map.of());
        migration("1_room.sql", "create table room (id int);");
        try (var health = Health.of("shop-1", "1.4.0");
                var probes = HealthServer.listen(ANY, health)) {
            assertThatThrownBy(() -> health.migrate(migrator().database(nobody)))
                    .isInstanceOf(MigrateException.class);

            assertAnswer(get(probes, "startup"), 503, "failed");
            assertThat(get(probes, "startup").body())
                    .contains("cannot connect to")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void it_is_ready_while_what_it_needs_is_there_and_says_what_is_not() {
        var gone = new AtomicInteger();
        var hangs = new CountDownLatch(1);
        var database =
                new Dependency(
                        "database",
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        () -> database().connect("health").close());
        var cache =
                new Dependency(
                        "cache",
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        () -> {
                            if (gone.get() > 0) {
                                throw new IOException("connection refused\nsecond line");
                            }
                        });
        var mail =
                new Dependency(
                        "mail",
                        Duration.ofMillis(200),
                        Duration.ZERO,
                        () -> {
                            if (gone.get() > 1) {
                                hangs.await();
                            }
                        });
        try (var health = Health.of("shop-1", "1.4.0", database, cache, mail);
                var probes = HealthServer.listen(ANY, health)) {
            health.started(Optional.of("7"));
            assertAnswer(get(probes, "ready"), 200, "ready");
            assertThat(get(probes, "ready").body())
                    .contains("\"name\":\"database\",\"state\":\"up\"");

            gone.set(1);
            var down = get(probes, "ready");
            assertAnswer(down, 503, "unready");
            assertThat(json(down.body()).at("/dependencies/1/error").asString())
                    .isEqualTo("connection refused");

            gone.set(2);
            assertThat(json(get(probes, "ready").body()).at("/dependencies/2/error").asString())
                    .isEqualTo("no answer within 200 ms");
            gone.set(0);
            assertThat(json(get(probes, "ready").body()).at("/dependencies/2/state").asString())
                    .as("the look that hangs is the only one")
                    .isEqualTo("down");
            hangs.countDown();
            await(() -> get(probes, "ready").body(), body -> body.contains("\"state\":\"ready\""));
        }
    }

    @Test
    void what_it_learns_to_need_later_counts_from_then_on() {
        try (var health = Health.of("shop-1", "1.4.0")) {
            health.started(Optional.empty());
            assertThat(health.ready().status()).isEqualTo(200);

            health.needs(
                    Dependency.of(
                            "cache",
                            () -> {
                                throw new IOException("connection refused");
                            }));
            assertThat(health.ready().status()).isEqualTo(503);
            assertThat(json(health.ready().body().compact()).at("/dependencies/0/name").asString())
                    .isEqualTo("cache");
        }
    }

    @Test
    void its_threads_keep_no_process_alive() {
        var before = Thread.getAllStackTraces().keySet();
        try (var health = Health.of("shop-1", "1.4.0");
                var probes = HealthServer.listen(ANY, health)) {
            assertAnswer(get(probes, "live"), 200, "live");

            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void however_many_ask_a_dependency_is_looked_at_once_while_that_is_fresh() throws Exception {
        var looks = new AtomicInteger();
        var counted =
                new Dependency(
                        "counted",
                        Duration.ofSeconds(5),
                        Duration.ofHours(1),
                        looks::incrementAndGet);
        var threads = Executors.newFixedThreadPool(16);
        try (var health = Health.of("shop-1", "1.4.0", counted)) {
            health.started(Optional.empty());
            for (int i = 0; i < 200; i++) {
                threads.execute(health::ready);
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            assertThat(health.ready().status()).isEqualTo(200);
        }
        assertThat(looks).hasValue(1);
    }

    @Test
    void once_told_to_end_it_is_not_ready_whatever_happens_then() {
        try (var health = Health.of("shop-1", "1.4.0");
                var probes = HealthServer.listen(ANY, health)) {
            health.started(Optional.of("7"));
            health.draining(Duration.ofSeconds(20), "pause");
            health.started(Optional.of("8"));
            health.failed("too late");

            var ready = get(probes, "ready");
            assertAnswer(ready, 503, "draining");
            assertThat(json(ready.body()).at("/stage").asString()).isEqualTo("pause");
            assertThat(json(ready.body()).at("/left_ms").asLong()).isBetween(1L, 20_000L);
            assertAnswer(get(probes, "live"), 200, "live");
            assertAnswer(get(probes, "startup"), 200, "draining");
        }
    }

    @Test
    void what_is_no_probe_is_refused() throws Exception {
        try (var health = Health.of("shop-1", "1.4.0");
                var probes = HealthServer.listen(ANY, health)) {
            assertThat(get(probes, "secrets").statusCode()).isEqualTo(404);
            var posted =
                    client.send(
                            HttpRequest.newBuilder(uri(probes, "live"))
                                    .POST(BodyPublishers.ofString("{}"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(posted.statusCode()).isEqualTo(405);
            assertThat(posted.headers().firstValue("Allow")).hasValue("GET, HEAD");
            var head =
                    client.send(
                            HttpRequest.newBuilder(uri(probes, "live"))
                                    .method("HEAD", BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void another_path_of_its_port_answers_with_a_text() {
        try (var health = Health.of("shop-1", "1.4.0");
                var probes = HealthServer.listen(ANY, health)) {
            probes.alsoAt("/health/metrics", "text/plain", () -> "up 1\n");

            var page = get(probes, "metrics");
            assertThat(page.body()).isEqualTo("up 1\n");
            assertThat(page.headers().firstValue("Content-Type")).hasValue("text/plain");
            assertThat(get(probes, "nothing").body()).contains("/health/live", "/health/metrics");
        }
    }

    @Test
    void a_port_that_is_taken_is_named() {
        try (var health = Health.of("shop-1", "1.4.0");
                var first = HealthServer.listen(ANY, health)) {
            var taken = at(first.port());

            assertThatThrownBy(() -> HealthServer.listen(taken, health))
                    .isInstanceOf(HealthException.class)
                    .hasMessage(
                            "cannot listen at localhost:"
                                    + first.port()
                                    + " for health: Address already in use; name another port, or"
                                    + " end what listens there");
        }
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void migration(String file, String sql) {
        try {
            Files.writeString(folder.resolve(file), sql);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Migrator.Builder migrator() {
        return Migrator.builder()
                .database(database())
                .schema(schema())
                .migrations(MigrationSet.of(Formats.SQLX, folder));
    }

    /// One for each test.
    private String schema() {
        var name = "s_" + folder.getFileName().toString().replaceAll("[^0-9]", "");
        try (var connection = database().connect("test");
                var statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + name);
            return name;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static DatabaseUrl database() {
        return server.database();
    }

    private HttpResponse<String> get(HealthServer probes, String probe) {
        try {
            return client.send(
                    HttpRequest.newBuilder(uri(probes, probe)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static URI uri(HealthServer probes, String probe) {
        return URI.create("http://127.0.0.1:" + probes.port() + "/health/" + probe);
    }

    private static void assertAnswer(HttpResponse<String> answer, int status, String state) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var body = json(answer.body());
        assertThat(body.at("/state").asString()).isEqualTo(state);
        assertThat(body.at("/instance").asString()).isEqualTo("shop-1");
        assertThat(body.at("/version").asString()).isEqualTo("1.4.0");
        assertThat(body.at("/pid").asLong()).isEqualTo(ProcessHandle.current().pid());
    }

    private static JsonNode json(String body) {
        return new JsonMapper().readTree(body);
    }

    private static String await(Supplier<String> asked, Predicate<String> wanted) {
        long end = System.nanoTime() + LIMIT.toNanos();
        var now = asked.get();
        while (!wanted.test(now)) {
            assertThat(System.nanoTime()).as(now).isLessThan(end);
            now = asked.get();
        }
        return now;
    }
}
