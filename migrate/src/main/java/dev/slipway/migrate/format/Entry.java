package dev.slipway.migrate.format;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/// One migration that a history says was applied, or was begun.
///
/// @param version as [Migration#version()] has it
/// @param success whether it ran to its end
/// @param checksum as [Migration#checksum()] has it, if the tool keeps one
/// @param at when it was applied, if the tool keeps that
/// @param by who applied it, if the tool keeps that
/// @param took how long it took, if the tool keeps that
public record Entry(
        String version,
        String description,
        Kind kind,
        boolean success,
        Optional<String> checksum,
        Optional<OffsetDateTime> at,
        Optional<String> by,
        Optional<Duration> took) {

    /// What a row stands for.
    public enum Kind {
        /// A script that ran once.
        SCRIPT,
        /// A script that runs again whenever it changes.
        REPEATABLE,
        /// Code of the service, of which nothing can be said here.
        CODE,
        /// Everything up to its version counts as applied.
        BASELINE
    }

    /// A script of which nothing is known but that it was applied.
    public static Entry plain(String version) {
        return new Entry(
                version,
                "",
                Kind.SCRIPT,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
