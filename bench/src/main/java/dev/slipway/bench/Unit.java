package dev.slipway.bench;

/// What a contest counts.
enum Unit {
    SECONDS {
        @Override
        String show(double value) {
            return value < 1 ? "%.1f ms".formatted(value * 1000) : "%.2f s".formatted(value);
        }
    },
    TIMES {
        @Override
        String show(double value) {
            return "%.0f".formatted(value);
        }
    };

    abstract String show(double value);
}
