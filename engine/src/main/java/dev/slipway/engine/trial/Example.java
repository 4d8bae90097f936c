package dev.slipway.engine.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The example service's program, as command lines.
///
/// @param versions one folder a version, with its artefact in it
record Example(Path versions) {

    static final String SERVICE = "matinee";
    static final String ARTEFACT = "matinee.jar";
    static final int REQUESTS_PER_SECOND = 30;
    static final int LOGINS_PER_SECOND = 1;
    static final int SOCKETS = 24;
    static final int STREAMS = 8;

    /// Between readiness failing and the notice to move: no probe of the proxy's takes longer.
    private static final Duration DEREGISTER = Duration.ofMillis(1_200);

    static final Duration DRAIN = Duration.ofSeconds(15);

    private static final List<String> JVM =
            List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx192m");

    /// With `{artefact}` for the version's own.
    List<String> web() {
        return program("{artefact}", "web");
    }

    /// @param database a reference, without its password
    /// @param sessionKey the file that holds it
    Map<String, String> environment(String database, Path sessionKey, TrialFolder folder) {
        return Map.of(
                "MATINEE_SERVER_PORT",
                "{port}",
                "MATINEE_SERVER_INSTANCE",
                "{name}",
                "MATINEE_DATABASE_URL",
                database,
                "MATINEE_DATABASE_AHEAD",
                "tolerate-if-proven",
                "MATINEE_DRAIN_DEREGISTER",
                DEREGISTER.toMillis() + "ms",
                "MATINEE_DRAIN_LIMIT",
                DRAIN.toMillis() + "ms",
                "MATINEE_SECRETS_SESSION_KEY_FILE",
                sessionKey.toString(),
                Marked.VARIABLE,
                folder.home().toString());
    }

    List<String> seed(String version, String database) {
        return program(
                artefact(version),
                "seed",
                "--database-url",
                database,
                "--rooms",
                "2000",
                "--members",
                "5000",
                "--events",
                "40000");
    }

    List<String> proxy(String version, List<Integer> ports) {
        var upstreams =
                ports.stream().flatMap(port -> Stream.of("--upstream", "127.0.0.1:" + port));
        return program(
                artefact(version),
                Stream.concat(
                                Stream.of("proxy", "--listen", "0", "--unattended", "true"),
                                upstreams)
                        .toArray(String[]::new));
    }

    List<String> load(String version, String url, Path report) {
        return program(
                artefact(version),
                "load",
                "--url",
                url,
                "--requests-per-second",
                Integer.toString(REQUESTS_PER_SECOND),
                "--sockets",
                Integer.toString(SOCKETS),
                "--streams",
                Integer.toString(STREAMS),
                "--logins-per-second",
                Integer.toString(LOGINS_PER_SECOND),
                "--report",
                report.toString());
    }

    /// One exchange over WebSockets between two clients, each at its own instance.
    List<String> check(String version, List<Integer> ports) {
        return program(
                artefact(version),
                "check",
                "--a",
                "http://127.0.0.1:" + ports.getFirst(),
                "--b",
                "http://127.0.0.1:" + ports.getLast());
    }

    private String artefact(String version) {
        return versions.resolve(version).resolve(ARTEFACT).toString();
    }

    private static List<String> program(String artefact, String... arguments) {
        return Stream.of(JVM.stream(), Stream.of("-jar", artefact), Stream.of(arguments))
                .flatMap(words -> words)
                .toList();
    }
}
