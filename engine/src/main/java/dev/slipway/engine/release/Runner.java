package dev.slipway.engine.release;

import java.util.Optional;

/// Does one kind of step.
///
/// A runner may be killed at any instant, and another begins the step again: it acts on what it
/// sees, never on what an earlier one must have done. The world failing is [Outcome.Failed]; what
/// it throws ends the conductor and leaves the step to be resumed.
public interface Runner<S extends Step> {

    /// What is already true; empty when something is left to do.
    Optional<Outcome.Done> probe(S step, Errand errand);

    /// Does what is left.
    Outcome run(S step, Errand errand);
}
