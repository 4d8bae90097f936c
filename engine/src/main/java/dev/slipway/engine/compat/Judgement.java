package dev.slipway.engine.compat;

import java.util.ArrayList;
import java.util.List;

/// What is to be said of one old statement on one schema.
sealed interface Judgement {

    /// It does what it did.
    record Fine() implements Judgement {}

    /// It cannot work any more, whatever its values are.
    record Breaks(String error) implements Judgement {}

    /// Whether it works depends on its values, or on what is in the tables.
    record AtRisk(List<Demand> demands) implements Judgement {
        public AtRisk {
            demands = List.copyOf(demands);
        }
    }

    static Judgement fine() {
        return new Fine();
    }

    static Judgement risk(Demand demand) {
        return new AtRisk(List.of(demand));
    }

    /// The worse of the two; risks add up.
    default Judgement and(Judgement other) {
        return switch (this) {
            case Fine _ -> other;
            case Breaks _ -> this;
            case AtRisk(var some) ->
                    switch (other) {
                        case Fine _ -> this;
                        case Breaks _ -> other;
                        case AtRisk(var more) -> {
                            var all = new ArrayList<>(some);
                            more.stream().filter(one -> !all.contains(one)).forEach(all::add);
                            yield new AtRisk(all);
                        }
                    };
        };
    }
}
