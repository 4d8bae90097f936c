package dev.slipway.bench;

import dev.slipway.migrate.Tenants;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A schema for each of many tenants, all ready.
final class ManySchemas implements Work {

    private static final int SCHEMAS = 1000;
    private static final int MIGRATIONS = 20;

    /// So few are measured with Flyway, and multiplied.
    private static final int FLYWAY_SCHEMAS = 50;

    private static final double SECONDS = 0.3;
    private static final int CALLS = 5;

    private static final String COPIES =
            """
            do $$
            begin
                for i in 2..%1$d loop
                    execute format('create schema tenant_%%s', i);
                    execute format('create table tenant_%%s._sqlx_migrations
                                    (like tenant_1._sqlx_migrations including all)', i);
                    execute format('insert into tenant_%%s._sqlx_migrations
                                    select * from tenant_1._sqlx_migrations', i);
                    insert into slipway.migration
                    select replace(history, 'tenant_1', 'tenant_' || i), version, description, file,
                           kind, fingerprint, normalised, down, took_ms, applied_at, applied_by,
                           application, client
                      from slipway.migration
                     where history like '%%"tenant_1"%%';
                    if i %% 100 = 0 then
                        commit;
                    end if;
                end loop;
            end
            $$
            """;

    private final BenchServer server;
    private final Path folder;
    private final List<String> databases = new ArrayList<>();

    ManySchemas(BenchServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    @Override
    public String name() {
        return SCHEMAS + " schemas with nothing to do";
    }

    @Override
    public List<Contest> contests() throws Exception {
        var files = SampleFiles.in(folder, MIGRATIONS);
        var set = MigrationSet.of(Formats.SQLX, files.of("sqlx"));
        var slipway = newDatabase();
        server.execute(slipway, "create schema tenant_1");
        var migrator = Tools.slipway(server.url(slipway), files.of("sqlx"));
        Tools.migrate(migrator.schema("tenant_1").build());
        server.execute(slipway, COPIES.formatted(SCHEMAS));
        server.execute(slipway, "vacuum analyze");

        var flyway = newDatabase();
        loop(flyway, files);

        var tenants = Tenants.of(migrator, set);
        look(tenants);
        return List.of(
                new Contest(
                        name() + ", " + MIGRATIONS + " applied in each",
                        Unit.SECONDS,
                        "Flyway loop (%d, scaled)".formatted(FLYWAY_SCHEMAS),
                        List.of(
                                Contender.of(
                                        "Flyway loop (%d, scaled)".formatted(FLYWAY_SCHEMAS),
                                        () -> loop(flyway, files) * SCHEMAS / FLYWAY_SCHEMAS),
                                Contender.of("Slipway library", () -> look(tenants))
                                        .with(new Bar.AtMost(SECONDS)))));
    }

    private static double look(Tenants tenants) {
        var schemas = IntStream.rangeClosed(1, SCHEMAS).mapToObj(i -> "tenant_" + i).toList();
        long began = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            if (tenants.status(schemas).ready().size() != SCHEMAS) {
                throw new IllegalStateException("not all schemas are ready");
            }
        }
        return (System.nanoTime() - began) / 1e9 / CALLS;
    }

    private double loop(String database, SampleFiles files) throws SQLException {
        long began = System.nanoTime();
        for (int i = 1; i <= FLYWAY_SCHEMAS; i++) {
            Tools.flyway(server.url(database), "tenant_" + i, files.of("flyway")).migrate();
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private String newDatabase() throws SQLException {
        databases.add(server.newDatabase());
        return databases.getLast();
    }

    @Override
    public void close() throws SQLException {
        for (var database : databases) {
            server.drop(database);
        }
    }
}
