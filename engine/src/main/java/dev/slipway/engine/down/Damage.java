package dev.slipway.engine.down;

import dev.slipway.report.Json;
import java.util.Locale;

/// Data that was there and is not after a migration was taken back.
///
/// @param place the table, the column or the sequence, with its schema
/// @param count how many rows held it; of a sequence, how many numbers it gives out again
public record Damage(What what, String place, long count) {

    /// How data is lost.
    public enum What {
        /// The table is gone.
        TABLE("all %s of %s"),
        /// The column is gone, or its values are.
        COLUMN("what %s held in %s"),
        /// Rows are gone.
        ROWS("%s of %s"),
        /// Rows hold their values, but not together as they did.
        CHANGED("how the values of %s of %s belong together"),
        /// The sequence begins anew.
        SEQUENCE("the place of a sequence: %s come again from %s");

        private final String words;

        What(String words) {
            this.words = words;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What is lost, to stand behind "loses" or "with loss of".
    public String text() {
        var unit = what == What.SEQUENCE ? "number" : "row";
        return what.words.formatted(count + " " + unit + (count == 1 ? "" : "s"), place);
    }

    Json.Obj toJson() {
        return Json.object().put("what", what.word()).put("place", place).put("count", count);
    }
}
