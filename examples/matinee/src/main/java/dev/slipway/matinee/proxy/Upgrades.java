package dev.slipway.matinee.proxy;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;

/// Passes the wish for a WebSocket on, and no other upgrade: an instance behind the proxy speaks
/// HTTP/1.1, and refuses a client that asks for HTTP/2 on the same connection.
record Upgrades(HttpHandler next) implements HttpHandler {

    private static final HttpString HTTP2_SETTINGS = new HttpString("HTTP2-Settings");

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        var headers = exchange.getRequestHeaders();
        if (headers.contains(Headers.UPGRADE)
                && !"websocket".equalsIgnoreCase(headers.getFirst(Headers.UPGRADE))) {
            headers.remove(Headers.UPGRADE);
            headers.remove(Headers.CONNECTION);
            headers.remove(HTTP2_SETTINGS);
        }
        next.handleRequest(exchange);
    }
}
