package dev.slipway.engine.copy;

import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a copy is made from.
public sealed interface Origin {

    /// A dump of a database that can be reached, primary or replica.
    ///
    /// @param withoutRows tables whose rows stay behind, as `pg_dump --exclude-table-data` takes
    ///   them; a copy without them proves nothing about a backup
    record Live(DatabaseUrl source, List<String> withoutRows) implements Origin {
        public Live {
            withoutRows = List.copyOf(withoutRows);
        }
    }

    /// The structure of a database that can be reached, and no rows but those that say what was
    /// migrated.
    ///
    /// @param historySchema where the history is
    /// @param historyTable its name
    record Shape(DatabaseUrl source, String historySchema, String historyTable) implements Origin {}

    /// A dump that is there already.
    ///
    /// @param path a file in `pg_dump`'s custom, tar or plain format, one of its directories, or a
    ///   folder of which the newest backup is taken
    record Backup(Path path) implements Origin {}

    /// Nothing but what the files make of it, where there is no database.
    ///
    /// @param base what is applied before anything is rehearsed; empty for nothing at all
    record Nothing(Optional<Base> base) implements Origin {}
}
