package dev.slipway.engine.scratch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// A small real service, in a JVM of its own: it answers health, and drains when told to stop.
///
/// Its artefact is a properties file, which says its version and how it behaves: `drain` and
/// `start` in milliseconds, `start=never`, `crash=MESSAGE`, `deaf=true` (does not stop when told).
public final class ToyService {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private final Properties build;
    private volatile String state = "starting";

    private ToyService(Properties build) {
        this.build = build;
    }

    public static void main(String[] args) throws Exception {
        var build = new Properties();
        try (var artefact = Files.newBufferedReader(Path.of(args[0]))) {
            build.load(artefact);
        }
        new ToyService(build).serve(Integer.parseInt(args[1]));
    }

    private void serve(int port) throws Exception {
        say("started");
        var crash = Optional.ofNullable(build.getProperty("crash"));
        if (crash.isPresent()) {
            say(crash.get() + " with secret " + System.getenv("TOY_SECRET"));
            System.exit(3);
        }
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/health/live", exchange -> answer(exchange, 200, "live"));
        server.createContext(
                "/health/ready",
                exchange -> answer(exchange, state.equals("ready") ? 200 : 503, state));
        server.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::drain));
        if (!build.getProperty("start", "0").equals("never")) {
            pause(build.getProperty("start", "0"));
            state = "ready";
            say("ready");
        }
        NEVER.await();
    }

    private void drain() {
        say("told to stop");
        if (Boolean.parseBoolean(build.getProperty("deaf"))) {
            pause(Long.toString(Duration.ofHours(1).toMillis()));
        }
        state = "draining";
        pause(build.getProperty("drain", "100"));
        say("ended");
    }

    private static void pause(String millis) {
        try {
            var _ = NEVER.await(Long.parseLong(millis), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String what) {
        System.out.println(what + " " + build.getProperty("version"));
    }

    private void answer(HttpExchange exchange, int status, String word) throws IOException {
        var body =
                "{\"state\": \"%s\", \"version\": \"%s\", \"pid\": %d}"
                        .formatted(
                                word, build.getProperty("version"), ProcessHandle.current().pid())
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
