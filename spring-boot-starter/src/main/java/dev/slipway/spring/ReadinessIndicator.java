package dev.slipway.spring;

import dev.slipway.service.health.Health;
import java.util.Map;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.json.JsonParserFactory;

/// What `/health/ready` says, said by Actuator.
final class ReadinessIndicator implements HealthIndicator {

    private static final int OK = 200;

    private final Health slipway;

    ReadinessIndicator(Health slipway) {
        this.slipway = slipway;
    }

    @Override
    public org.springframework.boot.health.contributor.Health health() {
        var answer = slipway.ready();
        var status = answer.status() == OK ? Status.UP : Status.OUT_OF_SERVICE;
        return org.springframework.boot.health.contributor.Health.status(status)
                .withDetails(details(answer.body().compact()))
                .build();
    }

    private static Map<String, Object> details(String json) {
        return JsonParserFactory.getJsonParser().parseMap(json);
    }
}
