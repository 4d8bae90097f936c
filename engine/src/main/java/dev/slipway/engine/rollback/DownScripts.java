package dev.slipway.engine.rollback;

/// What was seen of the scripts that take the release's migrations back, all of them in their
/// order.
public sealed interface DownScripts {

    /// Nobody ran them.
    record NotRehearsed(String because) implements DownScripts {}

    /// Afterwards everything is as it was.
    record Work(String evidence) implements DownScripts {}

    /// They work, and cost no more than what the new version wrote, which is `loss`.
    record LoseNewData(String loss, String evidence) implements DownScripts {}

    /// They work, and cost what was there before the release, too.
    record LoseData(String loss, String evidence) implements DownScripts {}

    /// They run, and the schema that they leave is not the one that the old code was made for.
    record LeaveBehind(String what) implements DownScripts {}

    /// One of them fails, or is missing.
    record DoNotWork(String because) implements DownScripts {}
}
