package dev.slipway.service.config;

/// A name that a key once had.
///
/// @param path with its section
/// @param fact what became of it, as the end of a sentence that begins with the name
/// @param remedy what to do
record Retired(String path, String fact, String remedy) {

    static Retired renamed(DeclaredKey key) {
        return new Retired(
                key.facts().renamedFrom(),
                "is called " + key.path() + " since " + key.facts().renamedIn(),
                "Rename it to `" + key.path() + "`.");
    }

    static Retired removed(Removed removed) {
        return new Retired(removed.key(), "was removed in " + removed.in(), removed.instead());
    }
}
