package dev.slipway.spring;

import dev.slipway.service.health.Dependency;
import dev.slipway.service.health.Health;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Tells health what the application needs, and Actuator what health says.
@AutoConfiguration(
        afterName = "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
        beforeName = {
            "org.springframework.boot.health.autoconfigure.application.AvailabilityHealthContributorAutoConfiguration",
            "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration"
        })
@EnableConfigurationProperties(SlipwayProperties.class)
class HealthAutoConfiguration {

    @Bean
    Needs slipwayNeeds(Health health, ObjectProvider<Dependency> dependencies) {
        return new Needs(health, dependencies);
    }

    /// An instance without migrations has started when it accepts traffic.
    @Bean
    ApplicationListener<AvailabilityChangeEvent<ReadinessState>> slipwayStarted(
            Health health, ObjectProvider<SchemaMigration> migration) {
        return event -> {
            if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC
                    && migration.getIfAvailable() == null) {
                health.started(Optional.empty());
            }
        };
    }

    /// A database is needed where the application has one.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DataSource.class)
    static class OfDatabase {

        @Bean
        @ConditionalOnSingleCandidate(DataSource.class)
        @ConditionalOnMissingBean(name = "slipwayDatabaseDependency")
        Dependency slipwayDatabaseDependency(DataSource pool) {
            return Dependency.of(
                    "database",
                    () -> {
                        try (var connection = pool.getConnection()) {
                            if (!connection.isValid(1)) {
                                throw new NotReady("its connection is not valid");
                            }
                        }
                    });
        }
    }

    /// In the place of Boot's own by the same name, which is in its readiness group, so that the
    /// probes of both say the same.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HealthIndicator.class)
    static class InActuator {

        @Bean
        @ConditionalOnMissingBean(name = "readinessStateHealthIndicator")
        HealthIndicator readinessStateHealthIndicator(Health health) {
            return new ReadinessIndicator(health);
        }
    }

    /// Tells health of what is needed once all of it is there.
    record Needs(Health health, ObjectProvider<Dependency> dependencies)
            implements SmartInitializingSingleton {

        @Override
        public void afterSingletonsInstantiated() {
            dependencies.orderedStream().forEach(health::needs);
        }
    }
}
