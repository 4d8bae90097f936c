package dev.slipway.bench;

import java.util.Map;
import java.util.Optional;

/// What each contender of a contest took.
record Medians(Map<String, Double> byName) {

    Medians {
        byName = Map.copyOf(byName);
    }

    double of(String contender) {
        return Optional.ofNullable(byName.get(contender))
                .orElseThrow(() -> new IllegalArgumentException("nothing measured: " + contender));
    }
}
