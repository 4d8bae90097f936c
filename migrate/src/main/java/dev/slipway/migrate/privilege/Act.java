package dev.slipway.migrate.privilege;

import java.util.List;
import java.util.Optional;

/// One thing that a statement does to one object, as far as its first words tell.
sealed interface Act {

    /// What an object is, as the catalogue keeps it.
    enum Sort {
        RELATION,
        TYPE,
        ROUTINE,
        SCHEMA,
        EXTENSION,
        ROLE,
        DATABASE
    }

    /// What a role must be to an object, or may do with it.
    enum Access {
        OWN,
        /// Own it or its schema.
        DROP,
        CREATE,
        REFERENCES,
        TRIGGER,
        SELECT,
        INSERT,
        UPDATE,
        DELETE,
        TRUNCATE
    }

    /// What becomes of an object of that name that is there already.
    enum Before {
        /// The statement fails.
        REFUSED,
        /// It stays as it is: `if not exists`.
        KEPT,
        /// It is replaced, which only its owner may do.
        REPLACED
    }

    /// Makes an object.
    record Makes(Sort sort, Name name, Before before, Optional<Integer> arguments) implements Act {}

    /// Needs something of an object that is there.
    record Uses(Access access, Sort sort, Name name, Optional<Integer> arguments) implements Act {}

    /// Creates in a schema, whatever the object is.
    record CreatesIn(Name name) implements Act {}

    /// Takes an object away.
    record Drops(Sort sort, Name name, Optional<Integer> arguments) implements Act {}

    /// Looks for names without a schema elsewhere from here on.
    record Searches(List<String> path) implements Act {}

    /// Does what only running it can tell.
    record Hides(String what) implements Act {}
}
