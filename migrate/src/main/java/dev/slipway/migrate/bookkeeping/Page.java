package dev.slipway.migrate.bookkeeping;

import java.util.Optional;

/// What there is to remember of a migration file.
///
/// @param kind `script` or `repeatable`
/// @param fingerprint SHA-256 of the file, in hexadecimal digits
/// @param normalised SHA-256 of the file with every line ending made `\n`
/// @param down what takes the migration back
public record Page(
        String version,
        String description,
        String file,
        String kind,
        String fingerprint,
        String normalised,
        Optional<String> down) {}
