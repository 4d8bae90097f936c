package dev.slipway.engine.rollback;

import static java.time.ZoneOffset.UTC;

import dev.slipway.report.Json;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The ways back of a release, in the order of preference, and the one to take.
///
/// Schema-compatible code comes first, then a fix, then what loses data: the order in which
/// operators of the services that we serve decide.
///
/// @param afterHalfAnHour what to do when the recommended way has not worked after 30 minutes
public record WaysBack(List<WayBack> ways, WayBack recommended, Optional<WayBack> afterHalfAnHour) {

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT);

    public WaysBack {
        ways = List.copyOf(ways);
    }

    /// A pure function: the same observations always give the same ways.
    public static WaysBack of(Observations seen) {
        var code = new WayBack.CodeOnly(code(seen), caveats(seen));
        var fix = new WayBack.ForwardFix();
        var down = new WayBack.DownAndCode(down(seen));
        var restore = new WayBack.Restore(restore(seen));
        var ways = new ArrayList<WayBack>(List.of(code, fix, down, restore));
        if (seen.wrongSecret()) {
            var secret = new WayBack.RestoreSecret(secret());
            ways.addFirst(secret);
            return new WaysBack(ways, secret, Optional.empty());
        }
        if (code.proof().proven()) {
            return new WaysBack(ways, code, Optional.empty());
        }
        return new WaysBack(ways, fix, firstProven(afterFix(seen, down, restore)));
    }

    /// Down scripts that destroy what was there before come last: a restore loses only what was
    /// written since.
    private static List<WayBack> afterFix(Observations seen, WayBack down, WayBack restore) {
        return seen.downScripts() instanceof DownScripts.LoseData
                ? List.of(restore, down)
                : List.of(down, restore);
    }

    private static Proof code(Observations seen) {
        if (seen.pending() == 0) {
            return new Proof.Works("no migration is pending, so the schema stays as it is");
        }
        return switch (seen.oldCode()) {
            case OldCode.Unknown(var because, _) -> new Proof.NotProven(because);
            case OldCode.Ran(var how, _) ->
                    new Proof.Works(
                            "%s ran on the migrated copy: %s".formatted(seen.oldVersion(), how));
            case OldCode.DoesNotRun(var because) ->
                    new Proof.DoesNotWork(seen.oldVersion() + " " + because);
            case OldCode.Works(var checked, var start, _) ->
                    new Proof.Works(
                            "%s of %s planned on the new schema as before%s"
                                    .formatted(
                                            statements(checked),
                                            seen.oldVersion(),
                                            start.map(known -> "; " + known).orElse("")));
            case OldCode.AtRisk(var atRisk, var checked, var first, _) ->
                    new Proof.NotProven(
                            "%d of %s of %s %s on values, such as %s"
                                    .formatted(
                                            atRisk,
                                            statements(checked),
                                            seen.oldVersion(),
                                            atRisk == 1 ? "depends" : "depend",
                                            first));
            case OldCode.Breaks(var broken, var first) ->
                    new Proof.DoesNotWork(
                            "%s of %s no longer %s, such as %s"
                                    .formatted(
                                            statements(broken),
                                            seen.oldVersion(),
                                            broken == 1 ? "works" : "work",
                                            first));
        };
    }

    private static List<String> caveats(Observations seen) {
        return seen.pending() > 0 ? seen.oldCode().caveats() : List.of();
    }

    private static Proof down(Observations seen) {
        if (seen.pending() == 0) {
            return new Proof.DoesNotWork("there is no migration to take down");
        }
        return switch (seen.downScripts()) {
            case DownScripts.NotRehearsed(var because) -> new Proof.NotProven(because);
            case DownScripts.Work(var evidence) -> new Proof.Works(evidence);
            case DownScripts.LoseNewData(var loss, var evidence) ->
                    new Proof.WorksWithLoss(loss, evidence);
            case DownScripts.LoseData(var loss, var evidence) ->
                    new Proof.WorksWithLoss(loss, evidence);
            case DownScripts.LeaveBehind(var what) ->
                    new Proof.NotProven(
                            "the schema is not the one of %s afterwards: %s"
                                    .formatted(seen.oldVersion(), what));
            case DownScripts.DoNotWork(var because) -> new Proof.DoesNotWork(because);
        };
    }

    private static Proof restore(Observations seen) {
        return seen.backup()
                .<Proof>map(WaysBack::restored)
                .orElseGet(() -> new Proof.NotProven("no backup was drilled"));
    }

    private static Proof restored(DrilledBackup backup) {
        return new Proof.WorksWithLoss(
                "what was written after "
                        + backup.taken().atZoneSameInstant(UTC).format(TO_THE_SECOND),
                String.format(
                        Locale.ROOT,
                        "%s was restored in %.1f s and found equal",
                        backup.name(),
                        backup.restore().toMillis() / 1000.0));
    }

    private static Proof secret() {
        return new Proof.NotProven("nobody tried the old secret; it needs no more than a restart");
    }

    private static Optional<WayBack> firstProven(List<WayBack> ways) {
        return ways.stream().filter(way -> way.proof().proven()).findFirst();
    }

    private static String statements(int count) {
        return count == 1 ? "1 statement" : count + " statements";
    }

    /// What to do, in one sentence.
    public String advice() {
        return "Way back: " + inWords() + ".";
    }

    /// What to do, to stand within a sentence.
    public String inWords() {
        return switch (recommended) {
            case WayBack.CodeOnly _ -> "code only";
            case WayBack.RestoreSecret _ -> "restore the old secret and restart";
            case WayBack.ForwardFix _ -> "a forward fix; " + otherwise();
            case WayBack.DownAndCode _, WayBack.Restore _ -> recommended.word();
        };
    }

    private String otherwise() {
        return afterHalfAnHour
                .map(way -> "if it takes longer than 30 minutes, " + way.word())
                .orElse("no other way is proven");
    }

    /// The fields `ways_back`, `recommended` and `after_30_minutes`.
    public Json.Obj toJson() {
        var json =
                Json.object()
                        .put("ways_back", Json.array(ways, WayBack::toJson))
                        .put("recommended", recommended.word());
        return afterHalfAnHour
                .map(way -> json.put("after_30_minutes", way.word()))
                .orElseGet(() -> json.putNull("after_30_minutes"));
    }
}
