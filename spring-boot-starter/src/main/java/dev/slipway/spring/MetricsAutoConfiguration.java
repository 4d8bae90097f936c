package dev.slipway.spring;

import dev.slipway.service.config.Effective;
import dev.slipway.service.health.Health;
import dev.slipway.service.metrics.ServiceMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/// Tells Boot's own metrics of the schema, the migration, the drain and the configuration.
@AutoConfiguration
@ConditionalOnClass(MeterBinder.class)
class MetricsAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ServiceMetrics slipwayMetrics(Health health, ObjectProvider<Effective> configuration) {
        var fingerprint = configuration.stream().findFirst().map(Effective::fingerprint);
        return ServiceMetrics.of(health, fingerprint.orElse("none"));
    }
}
