package dev.slipway.matinee.web;

import dev.slipway.matinee.config.Settings;
import dev.slipway.migrate.MigrateException;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.report.Exit;
import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import dev.slipway.service.health.Health;

/// The version's migrations, applied at start; instances that start together take turns.
final class Migrations {

    private Migrations() {}

    /// How many were applied.
    ///
    /// @throws WebException with the exit code that fits if the database cannot become right
    static int apply(Health health, Settings.Database settings, ClassLoader version) {
        try {
            var outcome = health.migrate(settings.migrator(version));
            if (outcome instanceof Outcome.Done done) {
                return done.applied().size();
            }
            throw new WebException(
                    outcome.exit(),
                    new TextRenderer(Ink.PLAIN).render(outcome.toReport()).stripTrailing());
        } catch (MigrateException e) {
            throw new WebException(Exit.FAILED, e.getMessage(), e);
        } catch (MigrationFolderException e) {
            throw new WebException(Exit.USAGE, e.getMessage(), e);
        }
    }
}
