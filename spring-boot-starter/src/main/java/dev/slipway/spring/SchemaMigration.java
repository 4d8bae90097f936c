package dev.slipway.spring;

import dev.slipway.migrate.MigrateException;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.State;
import dev.slipway.service.health.Health;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.InitializingBean;

/// The run of the migrations, which is over when this bean is there. What uses the database depends
/// on it; a web server listens after all beans are there.
final class SchemaMigration implements InitializingBean {

    private static final Log LOG = LogFactory.getLog(SchemaMigration.class);

    private final Health health;
    private final Migrator.Builder migrator;

    SchemaMigration(Health health, Migrator.Builder migrator) {
        this.health = health;
        this.migrator = migrator;
    }

    @Override
    public void afterPropertiesSet() {
        var outcome = outcome();
        if (!(outcome instanceof Outcome.Done)) {
            throw new StartRefused(outcome.toReport(), remedy(outcome));
        }
        LOG.info(outcome.toReport().headline());
    }

    private Outcome outcome() {
        try {
            return health.migrate(migrator);
        } catch (MigrateException e) {
            throw new StartRefused(e, "Start again when the database can be asked.");
        }
    }

    private static String remedy(Outcome outcome) {
        if (outcome instanceof Outcome.Locked) {
            return "Start again when that one has ended, or set slipway.migrations.wait higher.";
        }
        if (outcome instanceof Outcome.Refused refused && refused.status().state() == State.AHEAD) {
            return "Start the version that has them. If this one works on them, set"
                    + " slipway.migrations.ahead to tolerate, or to tolerate-if-proven where a"
                    + " rehearsal proved it.";
        }
        return "`slipway db status` tells more. The application serves nothing until this is"
                + " mended.";
    }
}
