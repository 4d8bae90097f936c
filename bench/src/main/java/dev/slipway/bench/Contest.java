package dev.slipway.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// The same work done in several ways, in turns, so that what disturbs the machine disturbs all.
///
/// @param reference the contender that the others are compared with
record Contest(String name, Unit unit, String reference, List<Contender> contenders) {

    Contest {
        contenders = List.copyOf(contenders);
    }

    /// The median of each contender, by name.
    Medians medians(int runs) throws Exception {
        var taken = new LinkedHashMap<String, List<Double>>();
        for (int i = 0; i < runs; i++) {
            for (var contender : contenders) {
                var value = contender.run().once();
                System.err.printf("%s, %s: %s%n", name, contender.name(), unit.show(value));
                taken.computeIfAbsent(contender.name(), _ -> new ArrayList<>()).add(value);
            }
        }
        var medians = new LinkedHashMap<String, Double>();
        taken.forEach((contender, values) -> medians.put(contender, median(values)));
        return new Medians(medians);
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
