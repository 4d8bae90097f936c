package dev.slipway.migrate.privilege;

import dev.slipway.migrate.privilege.Act.Access;
import dev.slipway.migrate.privilege.Act.Sort;
import dev.slipway.report.Place;
import java.util.List;
import java.util.Optional;

/// A question to the catalogue: may this role do that?
///
/// @param schemas where the object is looked for, in this order; the session's own path when empty
/// @param name empty for the database
record Want(
        Place place,
        Sort sort,
        Access access,
        List<String> schemas,
        String name,
        Optional<Integer> arguments) {

    /// The same question, wherever it comes from.
    List<Object> key() {
        return List.of(sort, access, schemas, name, arguments);
    }
}
