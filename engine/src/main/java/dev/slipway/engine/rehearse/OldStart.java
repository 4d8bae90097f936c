package dev.slipway.engine.rehearse;

/// What starting the old version on both schemas says of it.
sealed interface OldStart {

    /// Nobody said how to start it.
    record NotTried() implements OldStart {}

    /// It did not run on the old schema either, so what it does on the new one says nothing.
    ///
    /// @param why to stand behind its name
    record NoControl(String why) implements OldStart {}

    /// It did something on the old schema that it does not on the new one.
    ///
    /// @param because to stand behind its name
    record Fails(String because) implements OldStart {}

    /// It becomes ready on both, and no check says whether it works.
    record Starts(String how) implements OldStart {}

    /// It becomes ready on both, and what it passed on the old one it passes on the new one.
    record Works(String how) implements OldStart {}
}
