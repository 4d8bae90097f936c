package dev.slipway.bench;

import java.nio.file.Path;
import java.util.List;

/// Applying migrations to an empty database.
record Apply(BenchServer server, Path folder, int count) implements Work {

    /// Of each library, until the JVM has compiled what it runs.
    private static final int WARM_UPS = 3;

    private static final int WARM_UP = 1000;
    private static final double SLIPWAY_TO_PSQL = 1.25;

    @Override
    public String name() {
        return "apply " + count;
    }

    @Override
    public List<Contest> contests() throws Exception {
        var warmUp = SampleFiles.in(folder, WARM_UP);
        for (int i = 0; i < WARM_UPS; i++) {
            library(warmUp, false);
            library(warmUp, true);
        }
        var files = SampleFiles.in(folder, count);
        return List.of(
                new Contest(
                        name(),
                        Unit.SECONDS,
                        "psql",
                        List.of(
                                Contender.of("psql", () -> psql(files)),
                                Contender.of("Slipway library", () -> library(files, false))
                                        .with(new Bar.Times(SLIPWAY_TO_PSQL, "psql")),
                                Contender.of("dbmate", () -> dbmate(files)),
                                Contender.of("Slipway program", () -> program(files))
                                        .with(new Bar.Times(1, "dbmate")),
                                Contender.of("Flyway library", () -> library(files, true)))));
    }

    private double psql(SampleFiles files) throws Exception {
        return in(database ->
                Program.run(Tools.psql(server.plain(database, server.port()), files.psqlFile())));
    }

    private double dbmate(SampleFiles files) throws Exception {
        return in(database ->
                Program.run(
                        Tools.dbmate(
                                "migrate",
                                server.plain(database, server.port()),
                                files.of("dbmate"))));
    }

    private double program(SampleFiles files) throws Exception {
        return in(database ->
                Program.run(
                        Tools.slipwayProgram(
                                "migrate",
                                server.plain(database, server.port()),
                                files.of("sqlx"))));
    }

    private double library(SampleFiles files, boolean flyway) throws Exception {
        return in(database -> {
            long began = System.nanoTime();
            if (flyway) {
                Tools.flyway(server.url(database), "public", files.of("flyway")).migrate();
            } else {
                Tools.migrate(Tools.slipway(server.url(database), files.of("sqlx")).build());
            }
            return (System.nanoTime() - began) / 1e9;
        });
    }

    private interface Measured {
        double in(String database) throws Exception;
    }

    private double in(Measured measured) throws Exception {
        var database = server.newDatabase();
        try {
            return measured.in(database);
        } finally {
            server.drop(database);
        }
    }

    @Override
    public void close() {}
}
