package dev.slipway.engine.rehearse;

import java.util.List;

/// How the migrations ran on the copy.
public sealed interface Run {

    /// All of them, to their end.
    record Ended(List<RehearsedStatement> statements) implements Run {
        public Ended {
            statements = List.copyOf(statements);
        }
    }

    /// Up to a statement that failed; `statements` are those before it.
    record Failed(List<RehearsedStatement> statements, FailedStatement failed) implements Run {
        public Failed {
            statements = List.copyOf(statements);
        }
    }

    /// Not at all: the copy's state forbids it.
    record Refused() implements Run {}

    /// What ran, in order.
    default List<RehearsedStatement> statements() {
        return switch (this) {
            case Ended(var all) -> all;
            case Failed(var some, _) -> some;
            case Refused _ -> List.of();
        };
    }
}
