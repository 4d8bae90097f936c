package dev.slipway.service.drain;

import java.util.Locale;

/// What ends together, in the order in which it ends.
public enum Stage {
    /// Nothing new is accepted.
    LISTENERS,
    /// What was accepted is answered.
    REQUESTS,
    /// Connections that live long, such as WebSockets and streams, are told to move, and get their
    /// time.
    CONNECTIONS,
    /// Workers claim nothing more and finish what they have.
    WORKERS,
    /// What all of these stood on is closed.
    POOLS;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
