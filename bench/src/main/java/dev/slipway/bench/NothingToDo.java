package dev.slipway.bench;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Starting on a database that is ready.
final class NothingToDo implements Work {

    private static final int COUNT = 1000;
    private static final int CALLS = 30;
    private static final double WARM_TO_FLYWAY = 0.1;
    private static final double COLD_TO_FLYWAY = 1.0 / 3;

    private final BenchServer server;
    private final Path folder;
    private final List<Applied> open = new ArrayList<>();

    NothingToDo(BenchServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    @Override
    public String name() {
        return "nothing to do, " + COUNT + " applied";
    }

    @Override
    public List<Contest> contests() throws Exception {
        var applied = Applied.of(server, folder, COUNT);
        open.add(applied);
        return List.of(warm(applied), look(applied), migrate(applied));
    }

    /// Each program keeps one object, as a service or a test suite would, and calls it again.
    private Contest warm(Applied applied) throws Exception {
        var migrator =
                Tools.slipway(server.url(applied.slipway()), applied.files().of("sqlx")).build();
        var kept =
                Tools.flyway(server.url(applied.flyway()), "public", applied.files().of("flyway"));
        Contender.Run slipway = () -> perCall(() -> Tools.migrate(migrator));
        Contender.Run flyway = () -> perCall(kept::migrate);
        slipway.once();
        flyway.once();
        return new Contest(
                name() + ", warm",
                Unit.SECONDS,
                "Flyway library",
                List.of(
                        Contender.of("Flyway library", flyway),
                        Contender.of("Slipway library", slipway)
                                .with(new Bar.Times(WARM_TO_FLYWAY, "Flyway library"))));
    }

    private static double perCall(Runnable call) {
        long began = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
        return (System.nanoTime() - began) / 1e9 / CALLS;
    }

    private Contest look(Applied applied) {
        return processes(applied, "status as a process", "status", "info", "status");
    }

    private Contest migrate(Applied applied) {
        return processes(applied, "migrate as a process", "migrate", "migrate", "migrate");
    }

    private Contest processes(
            Applied applied, String what, String slipway, String flyway, String dbmate) {
        var files = applied.files();
        return new Contest(
                name() + ", " + what,
                Unit.SECONDS,
                "Flyway in a JVM",
                List.of(
                        Contender.of(
                                "Flyway in a JVM",
                                () ->
                                        Program.run(
                                                Tools.flywayProgram(
                                                        flyway,
                                                        server.url(applied.flyway()),
                                                        files.of("flyway")))),
                        Contender.of(
                                        "Slipway program",
                                        () ->
                                                Program.run(
                                                        Tools.slipwayProgram(
                                                                slipway,
                                                                plain(applied.slipway()),
                                                                files.of("sqlx"))))
                                .with(new Bar.Times(COLD_TO_FLYWAY, "Flyway in a JVM")),
                        Contender.of(
                                "dbmate",
                                () ->
                                        Program.run(
                                                Tools.dbmate(
                                                        dbmate,
                                                        plain(applied.dbmate()),
                                                        files.of("dbmate"))))));
    }

    private String plain(String database) {
        return server.plain(database, server.port());
    }

    @Override
    public void close() throws SQLException {
        for (var applied : open) {
            applied.close();
        }
    }
}
