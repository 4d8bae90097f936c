package dev.slipway.report;

import java.util.List;

/// What the gates concluded about one step of a release.
///
/// A verdict is a value, not an exception: a caller that forgets a case does not compile. "We could
/// not tell" is a case of its own, so that it can never be read as a pass.
public sealed interface Verdict {

    /// Nothing stands in the way.
    record Pass() implements Verdict {}

    /// The step would do harm. At least one [Finding], worst first.
    record Block(List<Finding> findings) implements Verdict {
        public Block {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("a block needs at least one finding");
            }
        }
    }

    /// Too little was seen to decide; `missing` says what would be needed.
    record Inconclusive(String missing) implements Verdict {}

    /// It would have blocked, and `who` took it on themselves.
    record Waived(Block blocked, String who, String reason) implements Verdict {
        public Waived {
            if (who.isBlank() || reason.isBlank()) {
                throw new IllegalArgumentException("a waiver needs a name and a reason");
            }
        }
    }

    /// The word that stands for this verdict in every output format.
    default String word() {
        if (this instanceof Pass) {
            return "pass";
        }
        if (this instanceof Block) {
            return "block";
        }
        return this instanceof Waived ? "waived" : "inconclusive";
    }

    /// How much it asks for attention.
    default Tone tone() {
        if (this instanceof Pass) {
            return Tone.GOOD;
        }
        return this instanceof Block ? Tone.BAD : Tone.CAREFUL;
    }

    /// What stands in the way, or would.
    default List<Finding> blocking() {
        if (this instanceof Block block) {
            return block.findings();
        }
        return this instanceof Waived waived ? waived.blocked().findings() : List.of();
    }
}
