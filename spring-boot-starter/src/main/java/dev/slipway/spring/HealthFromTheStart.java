package dev.slipway.spring;

import dev.slipway.service.health.Health;
import dev.slipway.service.health.HealthException;
import dev.slipway.service.health.HealthServer;
import java.net.InetSocketAddress;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/// Has health answer before the first bean is made, and until the last is gone.
///
/// No auto-configuration could: the beans of one are made while the migrations run, or after.
final class HealthFromTheStart implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final Log LOG = LogFactory.getLog(HealthFromTheStart.class);

    @Override
    public void initialize(GenericApplicationContext context) {
        var environment = context.getEnvironment();
        var properties =
                Binder.get(environment)
                        .bindOrCreate(SlipwayProperties.PREFIX, SlipwayProperties.class);
        var application = Application.of(environment, properties);
        var health = Health.of(application.instance(), application.version().orElse("unknown"));
        var accepting = new AcceptingTraffic();
        context.addApplicationListener(accepting);
        health.needs(accepting.dependency());
        keep(context, "slipwayHealth", health);
        if (properties.health().isOn()) {
            keep(context, "slipwayHealthServer", listen(properties.health().port(), health));
        }
    }

    private static HealthServer listen(int port, Health health) {
        try {
            var server = HealthServer.listen(new InetSocketAddress(port), health);
            LOG.info("Health answers at port " + server.port());
            return server;
        } catch (HealthException e) {
            throw new StartRefused(e, "Set slipway.health.port to one that is free.");
        }
    }

    /// What is registered before everything else is closed after everything else.
    private static void keep(GenericApplicationContext context, String name, AutoCloseable bean) {
        var beans = context.getDefaultListableBeanFactory();
        beans.registerSingleton(name, bean);
        beans.registerDisposableBean(name, bean::close);
    }
}
