package dev.slipway.matinee.proxy;

import io.undertow.Undertow;
import io.undertow.server.handlers.ResponseCodeHandler;
import io.undertow.server.handlers.proxy.ProxyHandler;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A reverse proxy that carries HTTP and WebSockets to those upstreams that say that they are
/// ready.
public final class Proxy implements AutoCloseable {

    private static final int IO_THREADS = 2;
    private static final int RETRIES = 2;

    private final Undertow server;
    private final Balance balance;
    private final HttpClient client;
    private final List<Thread> probes;

    private Proxy(Undertow server, Balance balance, HttpClient client, List<Thread> probes) {
        this.server = server;
        this.balance = balance;
        this.client = client;
        this.probes = probes;
    }

    /// @param port at 127.0.0.1; 0 takes any free one
    /// @param upstreams as `http://host:port`
    /// @param pause between two probes of an upstream
    public static Proxy start(int port, List<URI> upstreams, Duration pause) {
        var balance = new Balance();
        var server = server(port, balance);
        try {
            server.start();
        } catch (RuntimeException e) {
            // Undertow has no exception of its own: it wraps what stops it in a plain one.
            throw new ProxyException(
                    "Could not listen at 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var probes =
                upstreams.stream()
                        .map(address -> new Upstream(address, pause, client, balance::set))
                        .map(upstream -> Thread.ofVirtual().name("probe").start(upstream))
                        .toList();
        return new Proxy(server, balance, client, probes);
    }

    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().getFirst().getAddress()).getPort();
    }

    /// The upstreams that take new requests now, as they were given.
    public Set<URI> members() {
        return balance.members();
    }

    @Override
    public void close() {
        probes.forEach(Thread::interrupt);
        server.stop();
        client.shutdownNow();
    }

    private static Undertow server(int port, Balance balance) {
        var handler =
                ProxyHandler.builder()
                        .setProxyClient(balance.client())
                        .setMaxConnectionRetries(RETRIES)
                        .setNext(ResponseCodeHandler.HANDLE_404)
                        .build();
        return Undertow.builder()
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(IO_THREADS)
                .addHttpListener(port, "127.0.0.1")
                .setHandler(new Upgrades(new Patience(balance, handler)))
                .build();
    }
}
