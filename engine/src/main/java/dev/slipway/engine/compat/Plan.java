package dev.slipway.engine.compat;

import java.util.Optional;

/// What the server made of a statement on one schema.
sealed interface Plan {

    /// It can run.
    ///
    /// @param explained what it uses and writes
    record Works(Shape shape, Explanation explained) implements Plan {}

    /// It cannot, in the server's words.
    record Fails(String error) implements Plan {}

    /// It is of a kind that the server plans only while it runs it.
    record Unplannable(String reason) implements Plan {}

    /// Why a statement that was planned like `before` is broken now, if it is.
    static Optional<String> brokenBetween(Works before, Plan now) {
        return switch (now) {
            case Works(var shape, _) -> before.shape().brokenBy(shape);
            case Fails(var error) -> Optional.of(error);
            case Unplannable(var reason) -> Optional.of(reason);
        };
    }
}
