package dev.slipway.matinee;

import dev.slipway.matinee.load.Load;
import dev.slipway.matinee.load.LoadSettings;
import dev.slipway.matinee.proxy.Proxy;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Two instances as processes behind a proxy, on a seeded database.
final class Stage implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PROBE = Duration.ofMillis(50);

    private final DatabaseUrl database = TestDatabase.create();
    private final int portA = freePort();
    private final int portB = freePort();
    private Program a;
    private Program b;
    private final Proxy proxy;

    Stage(String version) throws Exception {
        a = instance(version, "a", portA);
        b = instance(version, "b", portB);
        awaitReady(portA);
        awaitReady(portB);
        new Seed(50, 100, 1_000).fill(database);
        proxy = Proxy.start(0, List.of(Http.at(portA).base(), Http.at(portB).base()), PROBE);
        Wait.until(LIMIT, () -> Http.at(proxy.port()).status("/rooms") == 200, () -> "no proxy");
    }

    Http a() {
        return Http.at(portA);
    }

    Http b() {
        return Http.at(portB);
    }

    Http proxy() {
        return Http.at(proxy.port());
    }

    Program programA() {
        return a;
    }

    DatabaseUrl database() {
        return database;
    }

    /// Its sockets are all there, and half as many streams.
    Load load(Path report, int sockets) {
        URI url = proxy().base();
        var load =
                Load.start(
                        new LoadSettings(
                                url,
                                30,
                                1,
                                sockets,
                                sockets / 2,
                                List.of(1L, 2L),
                                report,
                                Duration.ofSeconds(5)));
        var all = "\"sockets\":%d,".formatted(sockets);
        var allStreams = "\"streams\":%d,".formatted(sockets / 2);
        Wait.until(
                LIMIT,
                () ->
                        load.tally().toJson().compact().contains(all)
                                && load.tally().toJson().compact().contains(allStreams),
                () -> load.tally().toJson().compact());
        return load;
    }

    void restartA(String version) throws Exception {
        stop(a);
        a = instance(version, "a", portA);
        awaitReady(portA);
    }

    void restartB(String version) throws Exception {
        stop(b);
        b = instance(version, "b", portB);
        awaitReady(portB);
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        a.close();
        b.close();
    }

    private static void stop(Program instance) throws InterruptedException, IOException {
        instance.process().destroy();
        var code = instance.exitCode();
        if (code != 0) {
            throw new AssertionError("ended with " + code + ": " + instance.output());
        }
        instance.close();
    }

    private Program instance(String version, String name, int port) throws IOException {
        return Program.start(
                version,
                Map.of(
                        "MATINEE_PORT",
                        Integer.toString(port),
                        "MATINEE_INSTANCE",
                        name,
                        "MATINEE_DATABASE_URL",
                        database.toString(),
                        "MATINEE_AHEAD",
                        "tolerate",
                        "MATINEE_SECRETS_SESSION_KEY",
                        "the same at both instances of a stage",
                        "MATINEE_DEREGISTER_MS",
                        "500"),
                List.of("web"));
    }

    private static void awaitReady(int port) {
        Wait.until(LIMIT, () -> Http.at(port).status("/health/ready") == 200, () -> "not ready");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
