package dev.slipway.migrate.privilege;

import java.util.Optional;

/// The name of an object as a statement has it, with its schema if that is said.
record Name(Optional<String> schema, String name) {

    static Name of(String name) {
        return new Name(Optional.empty(), name);
    }

    /// This name as a schema's, and one in it; of a longer name the last two parts count.
    Name dot(String next) {
        return new Name(Optional.of(name), next);
    }

    /// The same object under another name.
    Name renamed(String next) {
        return new Name(schema, next);
    }

    Name moved(String next) {
        return new Name(Optional.of(next), name);
    }
}
