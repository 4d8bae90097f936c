package dev.slipway.engine.rollback;

import java.util.List;

/// What was seen of the old version's SQL on the new schema.
public sealed interface OldCode {

    /// Nobody gave its SQL, or none of it could be checked.
    record Unknown(String because) implements OldCode {}

    /// Every one of the `checked` statements works as before.
    ///
    /// @param caveats what else it needs to start and to run, in sentences
    record Works(int checked, List<String> caveats) implements OldCode {
        public Works {
            caveats = List.copyOf(caveats);
            if (checked < 1) {
                throw new IllegalArgumentException("nothing is proven by " + checked + " checks");
            }
        }
    }

    /// Nothing is known to break, and `atRisk` of the `checked` statements work or not by the
    /// values that they are given; `first` names what can refuse one of them.
    record AtRisk(int atRisk, int checked, String first) implements OldCode {
        public AtRisk {
            if (atRisk < 1) {
                throw new IllegalArgumentException("a risk needs a statement, not " + atRisk);
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
