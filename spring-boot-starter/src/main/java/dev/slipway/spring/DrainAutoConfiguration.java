package dev.slipway.spring;

import dev.slipway.service.drain.Drain;
import dev.slipway.service.drain.Stage;
import dev.slipway.service.health.Health;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Drains the application before Spring closes it.
@AutoConfiguration
@EnableConfigurationProperties(SlipwayProperties.class)
class DrainAutoConfiguration {

    /// Without a pause where nobody can ask for readiness, as in a test without a server.
    @Bean
    @ConditionalOnMissingBean
    Drain slipwayDrain(
            Health health,
            SlipwayProperties properties,
            ObjectProvider<WebServerEnd> web,
            ObjectProvider<DrainPart> parts) {
        var times = properties.drain();
        boolean asked =
                properties.health().isOn() || web.stream().anyMatch(WebServerEnd::hasServer);
        var drain =
                Drain.of(health).pause(asked ? times.pause() : Duration.ZERO).limit(times.limit());
        parts.orderedStream().forEach(one -> drain.part(one.stage(), one.name(), one.part()));
        try {
            return drain.build();
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    e, "Set slipway.drain.limit higher, or slipway.drain.pause lower.");
        }
    }

    @Bean
    DrainOnClose slipwayDrainOnClose(Drain drain, ApplicationContext context) {
        return new DrainOnClose(drain, context);
    }

    /// The web server, where there is one.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebServerApplicationContext.class)
    static class OfWebServer {

        @Bean
        WebServerEnd slipwayWebServerEnd(ApplicationContext context) {
            return new WebServerEnd(context);
        }

        @Bean
        DrainPart slipwayListeners(WebServerEnd end) {
            return new DrainPart(Stage.LISTENERS, "web server", end::stopAccepting);
        }

        /// In the stage of the long connections because a stream is a request too: were requests
        /// waited for before the streams are told to move, they would wait for the streams.
        @Bean
        DrainPart slipwayRequests(WebServerEnd end) {
            return new DrainPart(Stage.CONNECTIONS, "web requests", end::awaitRequests);
        }
    }
}
