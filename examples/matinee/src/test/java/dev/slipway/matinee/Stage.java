package dev.slipway.matinee;

import dev.slipway.matinee.load.Load;
import dev.slipway.matinee.load.LoadSettings;
import dev.slipway.matinee.proxy.Proxy;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Replicas as processes behind a proxy, on a seeded database.
final class Stage implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PROBE = Duration.ofMillis(50);

    private final DatabaseUrl database = TestDatabase.create();
    private final List<Integer> ports;
    private final List<Program> programs = new ArrayList<>();
    private final Proxy proxy;

    Stage(String version, int replicas) throws Exception {
        ports = Ports.free(replicas);
        try {
            for (int i = 0; i < replicas; i++) {
                programs.add(start(i, version));
            }
            for (int i = 0; i < replicas; i++) {
                awaitReady(i);
            }
        } catch (AssertionError e) {
            closePrograms();
            throw e;
        }
        new Seed(50, 100, 1_000).fill(database);
        proxy = Proxy.start(0, ports.stream().map(port -> Http.at(port).base()).toList(), PROBE);
        Wait.until(LIMIT, () -> Http.at(proxy.port()).status("/rooms") == 200, () -> "no proxy");
    }

    int replicas() {
        return programs.size();
    }

    Http replica(int index) {
        return Http.at(ports.get(index));
    }

    Program program(int index) {
        return programs.get(index);
    }

    /// Its sockets are all there, and half as many streams, on all replicas.
    Load load(Path report, int sockets) {
        for (int i = 0; i < replicas(); i++) {
            awaitReady(i);
        }
        Wait.until(
                LIMIT,
                () -> proxy.members().size() == replicas(),
                () -> "not all behind the proxy: " + proxy.members());
        URI url = Http.at(proxy.port()).base();
        var load =
                Load.start(
                        new LoadSettings(
                                url,
                                30,
                                1,
                                sockets,
                                sockets / 2,
                                List.of(1L, 2L),
                                report,
                                Duration.ofSeconds(5)));
        var all = "\"sockets\":%d,".formatted(sockets);
        var allStreams = "\"streams\":%d,".formatted(sockets / 2);
        Wait.until(
                LIMIT,
                () ->
                        load.tally().toJson().compact().contains(all)
                                && load.tally().toJson().compact().contains(allStreams),
                () -> load.tally().toJson().compact());
        return load;
    }

    /// Ends one in order, which it says with exit code 0: nothing was cut, so everybody had moved
    /// within the time. Then starts it again.
    void restart(int index, String version) throws Exception {
        var program = programs.get(index);
        program.process().destroy();
        var code = program.exitCode();
        if (code != 0) {
            throw new AssertionError("ended with " + code + ": " + program.output());
        }
        replace(index, version);
    }

    /// Starts another in the place of one, whatever became of that.
    void replace(int index, String version) throws IOException {
        programs.get(index).close();
        programs.set(index, start(index, version));
        awaitReady(index);
    }

    @Override
    public void close() throws IOException {
        proxy.close();
        closePrograms();
    }

    private void closePrograms() throws IOException {
        for (var program : programs) {
            program.close();
        }
    }

    private Program start(int index, String version) throws IOException {
        return Program.start(
                version,
                TestDatabase.environment("replica-" + index, database),
                List.of(
                        "web",
                        "--server.port=" + ports.get(index),
                        "--database.ahead=tolerate",
                        "--drain.deregister=500ms"));
    }

    private void awaitReady(int index) {
        Wait.until(
                LIMIT,
                () -> replica(index).status("/health/ready") == 200,
                () -> "not ready: " + program(index).output());
    }
}
