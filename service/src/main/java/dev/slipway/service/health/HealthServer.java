package dev.slipway.service.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.report.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/// Answers `/health/live`, `/health/ready` and `/health/startup` on a port of its own, in JSON,
/// from its first moment on: also while migrations run and the service itself listens nowhere yet.
public final class HealthServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int NO_BODY = -1;

    private final HttpServer server;
    private final ExecutorService threads = DaemonThreads.pool("health server");
    private final Map<String, Supplier<Answer>> probes;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    /// @param type of its content
    private record Page(String type, Supplier<String> text) {}

    private HealthServer(HttpServer server, Health health) {
        this.server = server;
        this.probes =
                Map.of(
                        "/health/live", health::live,
                        "/health/ready", health::ready,
                        "/health/startup", health::startup);
    }

    /// @throws HealthException when it cannot listen there
    public static HealthServer listen(InetSocketAddress address, Health health) {
        try {
            var opened = new HealthServer(HttpServer.create(address, 0), health);
            opened.server.setExecutor(opened.threads);
            opened.server.createContext("/", opened::answer);
            opened.start();
            return opened;
        } catch (IOException e) {
            throw new HealthException(
                    "cannot listen at "
                            + address.getHostString()
                            + ":"
                            + address.getPort()
                            + " for health: "
                            + e.getMessage()
                            + "; name another port, or end what listens there",
                    e);
        }
    }

    /// The thread that accepts is of the kind of the one that starts it: like all others here, one
    /// that keeps no process alive.
    private void start() {
        CompletableFuture.runAsync(server::start, threads).join();
    }

    /// Answers at another path of the same port, too, such as with metrics at `/metrics`.
    ///
    /// @param path from its slash to its end
    /// @param type of the content, as `Content-Type` has it
    /// @param text made anew for each that asks
    public void alsoAt(String path, String type, Supplier<String> text) {
        pages.put(path, new Page(type, text));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var probe = probes.get(path);
            var page = pages.get(path);
            var method = exchange.getRequestMethod();
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (probe == null && page == null) {
                send(exchange, new Answer(NOT_FOUND, paths()));
            } else if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, new Answer(NOT_ALLOWED, Json.object().put("allow", "GET, HEAD")));
            } else if (probe != null) {
                send(exchange, probe.get());
            } else if (page != null) {
                send(exchange, OK, page.type(), page.text().get());
            }
        }
    }

    private Json.Obj paths() {
        var paths = new TreeSet<>(probes.keySet());
        paths.addAll(pages.keySet());
        return Json.object().put("paths", Json.strings(paths));
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        send(exchange, answer.status(), "application/json", answer.body().compact() + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, NO_BODY);
            return;
        }
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /// Ends at once: whoever asks now is told nothing.
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
