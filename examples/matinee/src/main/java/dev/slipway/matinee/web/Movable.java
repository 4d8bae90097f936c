package dev.slipway.matinee.web;

import java.time.Duration;

/// Connections that live long, and go to another instance when this one is about to stop.
interface Movable {

    /// Tells each to move, and any that comes later; how many there were.
    int moveAll();

    /// Whether all have gone in time.
    boolean awaitEmpty(Duration limit) throws InterruptedException;
}
