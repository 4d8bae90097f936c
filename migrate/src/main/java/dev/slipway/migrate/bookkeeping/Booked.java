package dev.slipway.migrate.bookkeeping;

/// What is remembered of one applied migration.
///
/// @param kind `script` or `repeatable`
/// @param fingerprint SHA-256 of the file as it was, in hexadecimal digits
/// @param normalised SHA-256 of the file with every line ending made `\n`
public record Booked(
        String version,
        String description,
        String file,
        String kind,
        String fingerprint,
        String normalised) {}
