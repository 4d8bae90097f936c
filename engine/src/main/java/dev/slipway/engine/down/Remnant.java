package dev.slipway.engine.down;

import dev.slipway.report.Json;
import java.util.Locale;

/// How the database differs, but for data that is lost, from what it was before a migration that
/// was taken back.
///
/// @param what such as `index public.room_slug`
public record Remnant(How how, String what) {

    /// In which way.
    public enum How {
        /// The migration made it, and it is still there.
        LEFT("is left over"),
        /// It was there, and is not brought back.
        MISSING("is not brought back"),
        /// It is there, and is not what it was.
        CHANGED("is not as it was");

        private final String words;

        How(String words) {
            this.words = words;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String text() {
        return what + " " + how.words;
    }

    Json.Obj toJson() {
        return Json.object().put("how", how.word()).put("what", what);
    }
}
