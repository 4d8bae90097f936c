package dev.slipway.cli;

import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Tenants;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import dev.slipway.report.Ink;
import dev.slipway.report.TextRenderer;
import java.util.List;

/// The Java of the documents, so that it compiles.
final class EmbeddingService {

    private EmbeddingService() {}

    static void migrateBeforeServing(ClassLoader loader) {
        var outcome =
                Migrator.builder()
                        .database(DatabaseUrl.parse(System.getenv("DATABASE_URL")))
                        .migrations(MigrationSet.fromClassPath(Formats.SQLX, loader, "migrations"))
                        .application("shop 1.4.0")
                        .ahead(Ahead.TOLERATE)
                        .build()
                        .migrate();
        if (outcome.exit() != Exit.DONE) {
            System.err.print(new TextRenderer(Ink.PLAIN).render(outcome.toReport()));
            System.exit(outcome.exit().code());
        }
    }

    static void migrateEachTenant(
            Migrator.Builder builder, MigrationSet migrations, List<String> schemas) {
        var standings = Tenants.of(builder, migrations).status(schemas);
        for (var schema : standings.notReady().keySet()) {
            builder.schema(schema).build().migrate();
        }
    }
}
