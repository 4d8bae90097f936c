package dev.slipway.matinee.proxy;

import io.undertow.server.handlers.proxy.LoadBalancingProxyClient;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The upstreams that take new requests, in turn. One that is taken out finishes what it has: open
/// requests end, WebSockets live on.
final class Balance {

    /// Shorter than the instances keep an idle connection, so that no request meets a closing one.
    private static final Duration IDLE = Duration.ofSeconds(5);

    /// A WebSocket keeps its connection, so this is also the most of those.
    private static final int CONNECTIONS_PER_THREAD = 4_000;

    private static final int RETRY_SECONDS = 1;

    private final Set<URI> members = ConcurrentHashMap.newKeySet();
    private final LoadBalancingProxyClient client =
            new LoadBalancingProxyClient()
                    .setConnectionsPerThread(CONNECTIONS_PER_THREAD)
                    .setSoftMaxConnectionsPerThread(0)
                    .setTtl((int) IDLE.toMillis())
                    .setProblemServerRetry(RETRY_SECONDS);

    LoadBalancingProxyClient client() {
        return client;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    Set<URI> members() {
        return Set.copyOf(members);
    }

    void set(URI address, boolean ready) {
        if (ready && members.add(address)) {
            client.addHost(address);
        } else if (!ready && members.remove(address)) {
            client.removeHost(address);
        }
    }
}
