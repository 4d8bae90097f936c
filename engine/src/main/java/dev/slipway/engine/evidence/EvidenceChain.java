package dev.slipway.engine.evidence;

import dev.slipway.report.Json;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// The whole record of one release, in order, and the head that its release row remembers.
///
/// Each entry holds the hash of the one before it. A changed, added or removed entry breaks the
/// chain where it happened; a shortened one no longer ends at the remembered head.
///
/// @param count how many entries the release row says there are
/// @param head the hash at which the release row says the record ends
public record EvidenceChain(long release, List<Evidence> entries, int count, String head) {

    public EvidenceChain {
        entries = List.copyOf(entries);
    }

    /// The record before anything is in it.
    public static EvidenceChain empty(long release) {
        return new EvidenceChain(release, List.of(), 0, Evidence.GENESIS);
    }

    /// The entry that would come next after a record that ends at `head` with `count` entries.
    public static Evidence next(
            long release,
            int count,
            String head,
            OffsetDateTime at,
            String step,
            String kind,
            Json.Obj payload) {
        return Evidence.following(head, release, count + 1, at, step, kind, payload);
    }

    /// Computes every hash again.
    public Integrity verify() {
        var previous = Evidence.GENESIS;
        for (int i = 0; i < entries.size(); i++) {
            var why = flaw(entries.get(i), i + 1, previous);
            if (why.isPresent()) {
                return new Integrity.Broken(i + 1, why.get());
            }
            previous = entries.get(i).hash();
        }
        if (entries.size() != count || !previous.equals(head)) {
            var why = "the record has %d entries, and its release remembers %d ending in %s";
            return new Integrity.Broken(
                    entries.size() + 1, why.formatted(entries.size(), count, shown(head)));
        }
        return new Integrity.Intact(count, head);
    }

    private Optional<String> flaw(Evidence entry, int seq, String previous) {
        if (entry.seq() != seq || entry.release() != release) {
            return Optional.of(
                    "entry %d of release %d stands in the place of entry %d of %d"
                            .formatted(entry.seq(), entry.release(), seq, release));
        }
        if (!entry.previous().equals(previous)) {
            return Optional.of("it does not follow the entry before it");
        }
        return entry.computedHash().equals(entry.hash())
                ? Optional.empty()
                : Optional.of("its content does not give its hash");
    }

    /// The last entry of that kind.
    public Optional<Evidence> last(String kind) {
        return entries.reversed().stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }

    private static String shown(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}
