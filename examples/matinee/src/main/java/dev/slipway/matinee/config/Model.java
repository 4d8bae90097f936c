package dev.slipway.matinee.config;

/// The keys that a version declares. One code base serves them all, and each change of the keys is
/// a record of its own.
sealed interface Model permits Since100, Since110, Since200 {

    DatabaseSection database();

    /// @param version that runs
    /// @param fingerprint of the configuration
    Settings settings(String version, String fingerprint);
}
