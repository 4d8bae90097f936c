package dev.slipway.spring;

import dev.slipway.service.drain.Drain;
import dev.slipway.service.drain.Drained;
import dev.slipway.service.drain.Termination;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/// Drains before anything else hears that the application is being closed: executors, which take no
/// more work from then on, must not end before the requests that need them.
record DrainOnClose(Drain drain, ApplicationContext context)
        implements ApplicationListener<ContextClosedEvent>, Ordered {

    private static final Log LOG = LogFactory.getLog(DrainOnClose.class);

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    /// A context below this one, such as that of a management port, is not the application.
    @Override
    public void onApplicationEvent(ContextClosedEvent event) {
        if (event.getApplicationContext().equals(context)) {
            tell(Termination.hurried(drain));
        }
    }

    private static void tell(Drained drained) {
        var took = drained.took().toMillis() + " ms";
        if (drained instanceof Drained.Cut cut) {
            LOG.warn("Drained in " + took + ", and cut: " + String.join("; ", cut.what()));
        } else {
            LOG.info("Drained in " + took);
        }
    }
}
