package dev.slipway.engine.rollback;

import java.util.List;
import java.util.Optional;

/// What was seen of the old version, or of its SQL, on the new schema.
public sealed interface OldCode {

    /// What it still needs to start and to run there, in sentences.
    default List<String> caveats() {
        return List.of();
    }

    /// Nobody gave its SQL or started it, or what was tried says too little.
    record Unknown(String because, List<String> caveats) implements OldCode {
        public Unknown {
            caveats = List.copyOf(caveats);
        }

        public Unknown(String because) {
            this(because, List.of());
        }
    }

    /// It was started on the new schema, and did there what it did on the old one.
    ///
    /// @param how what it did, to stand behind a colon
    record Ran(String how, List<String> caveats) implements OldCode {
        public Ran {
            caveats = List.copyOf(caveats);
        }
    }

    /// It was started on both schemas, and did on the old one what it does not on the new one.
    ///
    /// @param because what it did instead, to stand behind its name
    record DoesNotRun(String because) implements OldCode {}

    /// Every one of the `checked` statements works as before.
    ///
    /// @param start what is known of its start on the new schema, to stand behind a semicolon
    record Works(int checked, Optional<String> start, List<String> caveats) implements OldCode {
        public Works {
            caveats = List.copyOf(caveats);
            if (checked < 1) {
                throw new IllegalArgumentException("nothing is proven by " + checked + " checks");
            }
        }

        public Works(int checked, List<String> caveats) {
            this(checked, Optional.empty(), caveats);
        }
    }

    /// Nothing is known to break, and `atRisk` of the `checked` statements work or not by the
    /// values that they are given; `first` names what can refuse one of them.
    record AtRisk(int atRisk, int checked, String first, List<String> caveats) implements OldCode {
        public AtRisk {
            caveats = List.copyOf(caveats);
            if (atRisk < 1) {
                throw new IllegalArgumentException("a risk needs a statement, not " + atRisk);
            }
        }

        public AtRisk(int atRisk, int checked, String first) {
            this(atRisk, checked, first, List.of());
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
