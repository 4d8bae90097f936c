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
    },
    /// In bytes.
    MEMORY {
        @Override
        String show(double value) {
            return "%.0f MB".formatted(value / 1024 / 1024);
        }
    },
    /// In bytes a second.
    RATE {
        @Override
        String show(double value) {
            return "%.0f MB/s".formatted(value / 1e6);
        }
    };

    abstract String show(double value);
}
