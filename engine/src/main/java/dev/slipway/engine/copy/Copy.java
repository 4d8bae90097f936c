package dev.slipway.engine.copy;

import dev.slipway.engine.drill.DrillResult;
import dev.slipway.migrate.DatabaseUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A database that may be changed, made from an [Origin]: the source is only read.
///
/// It lives on its [Site], and is gone when that is closed.
///
/// @param drill whether the copy is the database, where it was made to be: of a whole primary, and
///   not masked
/// @param role to migrate as: the one that was told, or whoever asked the source; empty for whoever
///   made the copy
/// @param notes in what the copy is not like the source, each a sentence without its full stop
public record Copy(
        DatabaseUrl url, Optional<DrillResult> drill, Optional<String> role, List<String> notes) {

    public Copy {
        notes = List.copyOf(notes);
    }

    /// What a server may forgo whose data nobody will miss.
    public static final Map<String, String> THROWAWAY =
            Map.of(
                    "fsync", "off",
                    "synchronous_commit", "off",
                    "full_page_writes", "off",
                    "autovacuum", "off");

    /// Makes a copy on `site`, which is for this one copy alone.
    ///
    /// @param role to migrate as, if not as whoever asks the source
    /// @param masking an SQL script that is run on the copy before anything else looks at it
    /// @param limit for the dump and for the restoring, each
    /// @param progress hears how far it is
    /// @throws CopyException when there is no copy
    /// @throws dev.slipway.engine.postgres.PostgresException when a program of PostgreSQL's is not
    ///   there, or is cut short
    public static Copy of(
            Origin origin,
            Site site,
            Optional<String> role,
            Optional<Path> masking,
            Duration limit,
            Progress progress) {
        return new Copying(site, Ground.on(site), role, masking.map(Masking::new), limit, progress)
                .from(origin);
    }
}
