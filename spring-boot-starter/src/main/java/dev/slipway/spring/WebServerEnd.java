package dev.slipway.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.springframework.boot.web.server.GracefulShutdownResult;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/// Boot's graceful shutdown of the web server, within the time of the drain. When Boot comes to the
/// same later, nothing is left to wait for.
final class WebServerEnd {

    private final ApplicationContext context;
    private final CompletableFuture<GracefulShutdownResult> end = new CompletableFuture<>();

    WebServerEnd(ApplicationContext context) {
        this.context = context;
    }

    boolean hasServer() {
        return context instanceof WebServerApplicationContext;
    }

    void stopAccepting(Duration left) {
        server().ifPresentOrElse(
                        server -> server.shutDownGracefully(end::complete),
                        () -> end.complete(GracefulShutdownResult.IDLE));
    }

    /// A request that is not answered in time is cut, or Boot would wait for it once more.
    void awaitRequests(Duration left) throws InterruptedException, ExecutionException {
        try {
            end.get();
        } catch (InterruptedException e) {
            server().ifPresent(WebServer::stop);
            throw e;
        }
    }

    private Optional<WebServer> server() {
        return context instanceof WebServerApplicationContext web
                ? Optional.ofNullable(web.getWebServer())
                : Optional.empty();
    }
}
