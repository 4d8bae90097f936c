package dev.slipway.engine.trial;

import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.ledger.StepRow;
import dev.slipway.engine.ledger.StepState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Has a release conducted by a process of its own, and tells its steps as the ledger shows them.
///
/// @param conductor the command that conducts a release, before its arguments
record Conducting(Stage stage, Ledger ledger, List<String> conductor, Story story) {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /// Conducts to the end, whatever that is.
    ///
    /// @param killAt the step at which to kill the conductor, once, and start another
    /// @return the last words of the conductor
    String conduct(long release, Optional<String> killAt) {
        var told = new HashSet<String>();
        var kill = killAt;
        var child = start(release);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (true) {
            boolean ended = !child.alive();
            var steps = ledger.steps(release);
            tell(steps, told);
            if (ended) {
                return child.lastWords();
            }
            if (kill.filter(id -> isRunning(steps, id)).isPresent()) {
                child.kill();
                story.notes("kill -9 of the conductor while it does this; another goes on");
                kill = Optional.empty();
                child = start(release);
            }
            if (System.nanoTime() > deadline) {
                child.kill();
                throw new TrialException("release " + release + " took longer than " + LIMIT);
            }
            Pause.of(LOOK_AGAIN);
        }
    }

    private Child start(long release) {
        var words = new ArrayList<>(conductor);
        words.add(Long.toString(release));
        words.add("--ledger");
        words.add(stage.ledger().toReference());
        return Child.start("conductor", words, stage.folder());
    }

    private static boolean isRunning(List<StepRow> steps, String id) {
        return steps.stream()
                .anyMatch(step -> step.id().equals(id) && step.state() == StepState.RUNNING);
    }

    private void tell(List<StepRow> steps, Set<String> told) {
        for (var step : steps) {
            if (step.state() == StepState.RUNNING && told.add(step.id() + " begins")) {
                story.begins(step.id());
            }
            if (step.took().isPresent() && told.add(step.id())) {
                var seen = step.note().lines().findFirst().orElse("");
                story.ended(step.id(), seen, step.took().get());
            }
        }
    }
}
