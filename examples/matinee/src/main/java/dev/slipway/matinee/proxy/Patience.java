package dev.slipway.matinee.proxy;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import io.undertow.util.WorkerUtils;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Keeps a request for a while if there is no upstream, because one may be about to come; then
/// answers 503.
final class Patience implements HttpHandler {

    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final Duration STEP = Duration.ofMillis(25);
    private static final AttachmentKey<Long> SINCE = AttachmentKey.create(Long.class);
    private static final String NOBODY = "{\"error\":\"No instance is ready.\"}";

    private final Balance balance;
    private final HttpHandler next;

    Patience(Balance balance, HttpHandler next) {
        this.balance = balance;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        if (!balance.isEmpty()) {
            next.handleRequest(exchange);
        } else if (waited(exchange).compareTo(LIMIT) < 0) {
            exchange.dispatch(exchange.getIoThread(), () -> later(exchange));
        } else {
            exchange.setStatusCode(StatusCodes.SERVICE_UNAVAILABLE);
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
            exchange.getResponseSender().send(NOBODY);
        }
    }

    private void later(HttpServerExchange exchange) {
        WorkerUtils.executeAfter(
                exchange.getIoThread(),
                () -> exchange.dispatch(exchange.getIoThread(), this),
                STEP.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private static Duration waited(HttpServerExchange exchange) {
        var now = System.nanoTime();
        var since = Optional.ofNullable(exchange.getAttachment(SINCE)).orElse(now);
        exchange.putAttachment(SINCE, since);
        return Duration.ofNanos(now - since);
    }
}
