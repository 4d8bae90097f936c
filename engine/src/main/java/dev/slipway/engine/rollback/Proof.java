package dev.slipway.engine.rollback;

import dev.slipway.report.Json;

/// What is known about a [WayBack], and from what.
///
/// "Nobody looked" is a case of its own, so that it can never be read as "it works", nor as "it
/// does not".
public sealed interface Proof {

    /// It was seen to work, and nothing is lost.
    record Works(String evidence) implements Proof {}

    /// It was seen to work, and `loss` is what it costs.
    record WorksWithLoss(String loss, String evidence) implements Proof {}

    /// It cannot be observed beforehand: only a forward fix, which nobody has written yet.
    record Open(String what) implements Proof {}

    /// It was seen to fail, or there is nothing that it could start from.
    record DoesNotWork(String because) implements Proof {}

    /// It was not tried.
    record NotProven(String because) implements Proof {}

    /// Whether a person who has to go back can count on it.
    default boolean proven() {
        return switch (this) {
            case Works _, WorksWithLoss _ -> true;
            case Open _, DoesNotWork _, NotProven _ -> false;
        };
    }

    default String word() {
        return switch (this) {
            case Works _ -> "works";
            case WorksWithLoss _ -> "works with loss";
            case Open _ -> "open";
            case DoesNotWork _ -> "does not work";
            case NotProven _ -> "not proven";
        };
    }

    /// The whole of it on one line, to stand behind the name of the way back.
    default String sentence() {
        return switch (this) {
            case Works(var evidence) -> "works: " + evidence;
            case WorksWithLoss(var loss, var evidence) ->
                    "works with loss of " + loss + ": " + evidence;
            case Open(var what) -> "open: " + what;
            case DoesNotWork(var because) -> "does not work because " + because;
            case NotProven(var because) -> "not proven: " + because;
        };
    }

    default Json.Obj toJson() {
        var json = Json.object().put("status", word());
        return switch (this) {
            case Works(var evidence) -> json.put("evidence", evidence);
            case WorksWithLoss(var loss, var evidence) ->
                    json.put("loss", loss).put("evidence", evidence);
            case Open(var what) -> json.put("evidence", what);
            case DoesNotWork(var because) -> json.put("because", because);
            case NotProven(var because) -> json.put("because", because);
        };
    }
}
