package dev.slipway.engine.down;

import dev.slipway.engine.rollback.DownScripts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the single verdicts come to for who has to take all of the migrations back. Pure.
public record Conclusion(List<RehearsedDown> downs) {

    public Conclusion {
        downs = List.copyOf(downs);
    }

    public DownScripts scripts() {
        if (downs.isEmpty()) {
            return new DownScripts.NotRehearsed("the down scripts were not rehearsed");
        }
        var failing = downs.stream().filter(Conclusion::isStuck).findFirst();
        if (failing.isPresent()) {
            return new DownScripts.DoNotWork(failing.get().sentence());
        }
        var remnants = downs.stream().flatMap(Conclusion::remnants).toList();
        if (!remnants.isEmpty()) {
            return new DownScripts.LeaveBehind(some(remnants.stream().map(Remnant::text).toList()));
        }
        var old = downs.stream().flatMap(Conclusion::losses).map(Damage::text).toList();
        var all = Stream.concat(old.stream(), written().stream()).toList();
        if (all.isEmpty()) {
            return new DownScripts.Work(evidence() + ", and every row and object was as before");
        }
        return old.isEmpty()
                ? new DownScripts.LoseNewData(some(all), evidence())
                : new DownScripts.LoseData(some(all), evidence());
    }

    private List<String> written() {
        var lost = new ArrayList<String>();
        var written = downs.stream().flatMap(down -> down.written().stream()).toList();
        if (!written.isEmpty()) {
            var rows = written.stream().map(Damage::text).toList();
            lost.add("what the new version wrote (" + some(rows) + ")");
        }
        var drops = downs.stream().flatMap(down -> down.unwrittenDrops().stream()).toList();
        if (!drops.isEmpty()) {
            lost.add("what the new version writes to " + some(drops));
        }
        return lost;
    }

    private String evidence() {
        return downs.size() == 1
                ? "the down script ran on the copy"
                : downs.size() + " down scripts ran on the copy";
    }

    private static boolean isStuck(RehearsedDown down) {
        return switch (down.verdict()) {
            case DownVerdict.Fails _, DownVerdict.None _ -> true;
            case DownVerdict.Lossless _, DownVerdict.Lossy _, DownVerdict.Leftover _ -> false;
        };
    }

    private static Stream<Damage> losses(RehearsedDown down) {
        return down.verdict() instanceof DownVerdict.Lossy(var losses, _, _)
                ? losses.stream()
                : Stream.empty();
    }

    private static Stream<Remnant> remnants(RehearsedDown down) {
        return switch (down.verdict()) {
            case DownVerdict.Lossy(_, _, var remnants) -> remnants.stream();
            case DownVerdict.Leftover(var remnants) -> remnants.stream();
            case DownVerdict.Lossless _, DownVerdict.Fails _, DownVerdict.None _ -> Stream.empty();
        };
    }

    /// As many as a line can hold; the section of each migration has them all.
    private static String some(List<String> all) {
        int shown = 3;
        var first = all.stream().limit(shown).collect(Collectors.joining(", "));
        return all.size() > shown ? first + " and " + (all.size() - shown) + " more" : first;
    }
}
