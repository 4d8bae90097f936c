package dev.slipway.engine.compat;

import dev.slipway.report.Json;
import java.util.List;
import java.util.Optional;

/// What became of the old version's statements on the new schema.
///
/// @param checked how many worked before, and were tried again
/// @param skipped those that failed before, or that the server does not plan
/// @param unchecked those that the server counts, in words that it cannot plan itself
/// @param stale those that were not called while the old version was watched
/// @param broken those checked that do not work now
/// @param atRisk those checked that may not, once for each constraint
/// @param calls how many calls stand behind what was checked and what was not
/// @param caveats what was not looked at, in sentences
public record CompatResult(
        int checked,
        List<Skipped> skipped,
        List<Skipped> unchecked,
        List<OldStatement> stale,
        List<Broken> broken,
        List<AtRisk> atRisk,
        Calls calls,
        List<String> caveats) {

    /// Of every ten calls, one may be unknown.
    private static final int TOLERATED = 10;

    public CompatResult {
        skipped = List.copyOf(skipped);
        unchecked = List.copyOf(unchecked);
        stale = List.copyOf(stale);
        broken = List.copyOf(broken);
        atRisk = List.copyOf(atRisk);
        caveats = List.copyOf(caveats);
    }

    /// How often statements were run, by the server's own count.
    public record Calls(long checked, long unchecked) {

        /// In percent, rounded up.
        public long share() {
            long all = checked + unchecked;
            return all == 0 ? 0 : (unchecked * 100 + all - 1) / all;
        }
    }

    /// Nothing is broken yet.
    public static CompatResult of(
            List<OldStatement> checked,
            List<Skipped> skipped,
            List<Skipped> unchecked,
            List<OldStatement> stale) {
        var calls =
                new Calls(
                        calls(checked), calls(unchecked.stream().map(Skipped::statement).toList()));
        return new CompatResult(
                checked.size(), skipped, unchecked, stale, List.of(), List.of(), calls, List.of());
    }

    private static long calls(List<OldStatement> statements) {
        return statements.stream().mapToLong(one -> one.calls().orElse(0)).sum();
    }

    public CompatResult with(List<Broken> now, List<AtRisk> risks) {
        return new CompatResult(checked, skipped, unchecked, stale, now, risks, calls, caveats);
    }

    public CompatResult caveats(List<String> sentences) {
        return new CompatResult(
                checked, skipped, unchecked, stale, broken, atRisk, calls, sentences);
    }

    /// Why this says too little to count on, if it does.
    public Optional<String> unknown() {
        if (checked == 0) {
            return Optional.of("none of the old version's statements could be checked");
        }
        return conclusive()
                ? Optional.empty()
                : Optional.of(
                        "%d %% of the old version's calls could not be checked"
                                .formatted(calls.share()));
    }

    /// How many different ones.
    public int statementsAtRisk() {
        return (int) atRisk.stream().map(AtRisk::statement).distinct().count();
    }

    /// Whether enough was checked to say that nothing else breaks.
    public boolean conclusive() {
        return calls.unchecked() * TOLERATED <= calls.checked() + calls.unchecked();
    }

    public Json.Obj toJson() {
        return Json.object()
                .put("checked", checked)
                .put("skipped", skipped.size())
                .put("unchecked", unchecked.size())
                .put("stale", stale.size())
                .put("broken", Json.array(broken, Broken::toJson))
                .put("at_risk", Json.array(atRisk, AtRisk::toJson))
                .put("unchecked_calls_percent", calls.share())
                .put("skipped_statements", Json.array(skipped, Skipped::toJson))
                .put("unchecked_statements", Json.array(unchecked, Skipped::toJson))
                .put("caveats", Json.strings(caveats));
    }
}
