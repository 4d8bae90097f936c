/// [Web] is one instance of Matinee: rooms and their events over HTTP and WebSocket, kept in
/// PostgreSQL.
@NullMarked
package dev.slipway.matinee.web;

import org.jspecify.annotations.NullMarked;
