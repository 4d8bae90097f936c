package dev.slipway.engine.deploy;

import java.util.Optional;

/// Looks at instances: at their run files, at their processes, and at what they say themselves.
record Watch(Health health) {

    Condition probe(Instance instance) {
        var run = running(instance);
        var answer = health.ready(instance.port());
        if (run.isEmpty()) {
            return answer.heard() ? new Condition.Usurped(answer.pid()) : new Condition.Stopped();
        }
        return condition(instance, run.get(), answer);
    }

    private Condition condition(Instance instance, RunFile run, Health.Answer answer) {
        if (answer.heard() && answer.pid() != 0 && answer.pid() != run.process().pid()) {
            return new Condition.Usurped(answer.pid());
        }
        if (answer.draining()) {
            return new Condition.Draining(run);
        }
        return answer.ready() && health.live(instance.port())
                ? new Condition.Ready(run, answer.version())
                : new Condition.Starting(run, answer.state());
    }

    boolean draining(Instance instance) {
        return health.ready(instance.port()).draining();
    }

    /// The process of an instance, if it has one that lives.
    Optional<RunFile> running(Instance instance) {
        return RunFile.read(InstanceFiles.of(instance).run()).filter(run -> run.process().alive());
    }
}
