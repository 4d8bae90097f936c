package dev.slipway.engine.rollback;

/// What was seen of the old version's SQL on the new schema.
public sealed interface OldCode {

    /// Nobody gave its SQL, or none of it could be checked.
    record Unknown(String because) implements OldCode {}

    /// Every one of the `checked` statements works as before.
    record Works(int checked) implements OldCode {
        public Works {
            if (checked < 1) {
                throw new IllegalArgumentException("nothing is proven by " + checked + " checks");
            }
        }
    }

    /// `broken` statements worked before and do not now; `first` names one of them.
    record Breaks(int broken, String first) implements OldCode {
        public Breaks {
            if (broken < 1) {
                throw new IllegalArgumentException("a break needs a statement, not " + broken);
            }
        }
    }
}
