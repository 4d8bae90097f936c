package dev.slipway.bench;

/// What one contender of a contest promised.
sealed interface Bar {

    /// At most so many times what `reference` took.
    record Times(double factor, String reference) implements Bar {}

    /// At most so much, in the contest's unit.
    record AtMost(double value) implements Bar {}

    /// At least so much, in the contest's unit.
    record AtLeast(double value) implements Bar {}

    default boolean isMet(double median, Medians medians) {
        return switch (this) {
            case Times(var factor, var reference) -> median <= factor * medians.of(reference);
            case AtMost(var value) -> median <= value;
            case AtLeast(var value) -> median >= value;
        };
    }

    default String words(Unit unit) {
        return switch (this) {
            case Times(var factor, var reference) -> "≤ %.2f × %s".formatted(factor, reference);
            case AtMost(var value) -> "≤ " + unit.show(value);
            case AtLeast(var value) -> "≥ " + unit.show(value);
        };
    }
}
