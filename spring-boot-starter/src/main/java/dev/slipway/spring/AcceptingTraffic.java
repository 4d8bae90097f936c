package dev.slipway.spring;

import dev.slipway.service.health.Dependency;
import java.time.Duration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationListener;

/// Whether the application says that it accepts traffic: not before it has started, and at any time
/// only as long as it does.
final class AcceptingTraffic
        implements ApplicationListener<AvailabilityChangeEvent<ReadinessState>>, Dependency.Check {

    private volatile ReadinessState state = ReadinessState.REFUSING_TRAFFIC;

    /// Asked from the first moment on, when there is no bean yet that could tell.
    Dependency dependency() {
        return new Dependency("application", Duration.ofSeconds(1), Duration.ZERO, this);
    }

    @Override
    public void onApplicationEvent(AvailabilityChangeEvent<ReadinessState> event) {
        state = event.getState();
    }

    @Override
    public void look() throws NotReady {
        if (state != ReadinessState.ACCEPTING_TRAFFIC) {
            throw new NotReady("it accepts no traffic");
        }
    }
}
