package dev.slipway.migrate.bookkeeping;

import java.time.Duration;
import java.time.OffsetDateTime;

/// Who applied a migration, when, and from where.
///
/// Read where somebody wants to know, and not at every look at a database: a thousand times are a
/// large part of that look's work.
///
/// @param client the address that it was applied from, or `local`
public record Signature(
        Duration took, OffsetDateTime at, String by, String application, String client) {}
