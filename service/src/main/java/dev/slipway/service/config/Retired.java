package dev.slipway.service.config;

import java.util.Optional;

/// A name that a key once had.
///
/// @param path with its section
/// @param fact what became of it, as the end of a sentence that begins with the name
/// @param remedy what to do
/// @param now what it is called today, if it still is
record Retired(String path, String fact, String remedy, Optional<DeclaredKey> now) {

    static Retired renamed(DeclaredKey key) {
        return new Retired(
                key.facts().renamedFrom(),
                "is called " + key.path() + " since " + key.facts().renamedIn(),
                "Rename it to `" + key.path() + "`.",
                Optional.of(key));
    }

    static Retired removed(Removed removed) {
        return new Retired(
                removed.key(),
                "was removed in " + removed.in(),
                removed.instead(),
                Optional.empty());
    }
}
