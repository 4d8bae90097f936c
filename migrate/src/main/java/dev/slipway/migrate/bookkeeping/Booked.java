package dev.slipway.migrate.bookkeeping;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/// What is remembered of one applied migration.
///
/// @param kind `script` or `repeatable`
/// @param fingerprint SHA-256 of the file as it was, in hexadecimal digits
/// @param normalised SHA-256 of the file with every line ending made `\n`
/// @param took and all that follows: absent where somebody else applied it
/// @param client the address that it was applied from, or `local`
public record Booked(
        String version,
        String description,
        String file,
        String kind,
        String fingerprint,
        String normalised,
        Optional<Duration> took,
        Optional<OffsetDateTime> at,
        Optional<String> by,
        Optional<String> application,
        Optional<String> client) {}
