package dev.slipway.bench;

import java.util.Optional;

/// One way to do the work of a contest.
record Contender(String name, Run run, Optional<Bar> bar) {

    /// Does it once, and returns what it took in the contest's unit.
    interface Run {
        double once() throws Exception;
    }

    static Contender of(String name, Run run) {
        return new Contender(name, run, Optional.empty());
    }

    Contender with(Bar promised) {
        return new Contender(name, run, Optional.of(promised));
    }
}
