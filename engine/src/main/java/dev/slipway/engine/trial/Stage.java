package dev.slipway.engine.trial;

import dev.slipway.engine.deploy.Build;
import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.deploy.ProcessTarget;
import dev.slipway.engine.deploy.Restarted;
import dev.slipway.engine.deploy.Setting;
import dev.slipway.engine.plan.Versions;
import dev.slipway.engine.postgres.Binaries;
import dev.slipway.engine.postgres.Server;
import dev.slipway.engine.release.ServiceSpec;
import dev.slipway.engine.validate.Check;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// What the trial plays on: a PostgreSQL server, and the example service on it.
///
/// @param ledger the database of releases
/// @param database the service's own, as its own role
record Stage(
        TrialFolder folder,
        Example example,
        Path cache,
        DatabaseUrl ledger,
        DatabaseUrl database,
        List<Instance> instances) {

    /// The one that comes with Slipway and that every supported `pg_dump` can dump.
    static final int POSTGRES = 15;

    private static final int INSTANCES = 2;
    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration CHECK = Duration.ofSeconds(30);

    /// Starts the server, with the ledger's database and the service's.
    static Stage set(TrialFolder folder, Example example, Path cache) {
        var server = Server.start(Binaries.bundled(POSTGRES, cache), folder.postgres(), Map.of());
        server.createDatabase("ledger");
        var database = ServiceRole.create(server.url("postgres"), folder.home());
        var sessionKey = PrivateFile.write(folder.home(), "session-key", PrivateFile.random());
        var ports = freePorts();
        return new Stage(
                folder,
                example,
                cache,
                server.url("ledger"),
                database,
                IntStream.range(0, INSTANCES)
                        .mapToObj(i ->
                                instance(
                                        i + 1,
                                        ports.get(i),
                                        folder,
                                        example.environment(
                                                database.toReference(), sessionKey, folder),
                                        example))
                        .toList());
    }

    private static Instance instance(
            int number,
            int port,
            TrialFolder folder,
            Map<String, String> environment,
            Example example) {
        var settings = new LinkedHashMap<String, Setting>();
        environment.forEach((name, value) -> settings.put(name, new Setting.Value(value)));
        return new Instance(
                Example.SERVICE + "-" + number,
                port,
                folder.run(),
                example.web(),
                settings,
                READY,
                Example.DRAIN.plusSeconds(5));
    }

    /// All at once, so that they differ.
    private static List<Integer> freePorts() {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), two.getLocalPort());
        } catch (IOException e) {
            throw new TrialException("no free port was found on 127.0.0.1", e);
        }
    }

    /// Brings every instance to a version that needs no release, because nothing runs yet.
    void start(String version, ProcessTarget target) {
        var build = new Build(version, versions().read(version).artefact());
        for (var instance : instances) {
            if (target.restart(instance, build, () -> {})
                    instanceof Restarted.NotReady(var message, var lastLines)) {
                throw new TrialException(
                        instance.name() + ": " + message + " " + String.join(" / ", lastLines));
            }
        }
    }

    Versions versions() {
        return new Versions(example.versions(), Example.ARTEFACT);
    }

    List<Integer> ports() {
        return instances.stream().map(Instance::port).toList();
    }

    ServiceSpec spec() {
        var exchange =
                new Check.Command(
                        "two clients over WebSockets", example.check("{version}", ports()), CHECK);
        return new ServiceSpec(
                Example.SERVICE,
                "try",
                instances,
                versions(),
                database.toReference(),
                List.of(exchange),
                folder.home());
    }
}
