package dev.slipway.migrate;

import dev.slipway.report.Json;
import dev.slipway.report.Place;
import java.util.Locale;
import java.util.Optional;

/// One reason why a database is not simply ready or pending.
///
/// @param version of the migration it is about, if it is about one
/// @param subject what it is about, as a person would look for it; empty where `what` says that
/// @param what the rest of the sentence: what is, and what to do
public record Problem(Kind kind, Optional<String> version, String subject, String what) {

    /// What is wrong.
    public enum Kind {
        /// Tables, but no history that fits the set.
        FOREIGN,
        /// The history says that a migration failed half-way.
        DIRTY,
        /// The file differs from what was applied.
        CHANGED,
        /// The file differs from what was applied in its line endings alone.
        LINE_ENDINGS,
        /// Applied, older than some file, and without a file.
        MISSING,
        /// Applied, newer than every file, and without a file.
        AHEAD,
        /// Not applied, but older than one that is.
        OUT_OF_ORDER,
        /// Not applied, and code that only the service's own program can run.
        CODE,
        /// Begun, not finished, and able to go on where it stopped.
        HALF_DONE,
        /// Not what the rehearsal saw whose proof is to be kept.
        NOT_REHEARSED;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// One sentence: what is, and what to do.
    public String detail() {
        return subject.isEmpty() ? what : subject + " " + what;
    }

    /// Where it is, so that [#what] need not say it again.
    ///
    /// @param whole what to name where it is about no single migration
    public Place place(String whole) {
        return Place.of(subject.isEmpty() ? whole : subject);
    }

    public Json.Obj toJson() {
        var json = Json.object().put("kind", kind.word());
        return version.map(text -> json.put("version", text))
                .orElseGet(() -> json.putNull("version"))
                .put("detail", detail());
    }
}
