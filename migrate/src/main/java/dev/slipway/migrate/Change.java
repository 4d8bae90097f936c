package dev.slipway.migrate;

import dev.slipway.report.Json;
import java.util.List;
import java.util.Locale;

/// One change that `repair` makes, or would make.
///
/// @param place a version, or the name of an index
/// @param wrong what is wrong, in one sentence
/// @param remedy what is changed about it, in one sentence
/// @param sql the statements that change it
public record Change(Kind kind, String place, String wrong, String remedy, List<String> sql) {

    /// What kind of damage it is about.
    public enum Kind {
        /// The history says that a migration failed half-way.
        DIRTY,
        /// A checksum differs in line endings alone.
        LINE_ENDINGS,
        /// A script was begun with another text than it has now.
        HALF_DONE,
        /// An index that was not built to its end.
        INVALID_INDEX,
        /// Applied by hand.
        MARK_APPLIED,
        /// Taken back by hand.
        MARK_PENDING;

        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public Change {
        sql = List.copyOf(sql);
    }

    Json.Obj toJson() {
        return Json.object()
                .put("kind", kind.word())
                .put("place", place)
                .put("wrong", wrong)
                .put("remedy", remedy)
                .put("sql", Json.strings(sql));
    }
}
