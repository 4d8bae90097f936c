package dev.slipway.matinee;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.matinee.config.ConfigException;
import dev.slipway.matinee.config.Settings;
import dev.slipway.matinee.load.Load;
import dev.slipway.matinee.load.LoadException;
import dev.slipway.matinee.load.LoadSettings;
import dev.slipway.matinee.log.Line;
import dev.slipway.matinee.log.LineFormatter;
import dev.slipway.matinee.proxy.Proxy;
import dev.slipway.matinee.proxy.ProxyException;
import dev.slipway.matinee.web.Running;
import dev.slipway.matinee.web.Version;
import dev.slipway.matinee.web.Web;
import dev.slipway.matinee.web.WebException;
import dev.slipway.matinee.web.Worker;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Exit;
import dev.slipway.report.Json;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.drain.Termination;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// The command line of Matinee.
public final class Matinee {

    private static final String USAGE =
            """
            matinee web [--config FILE] [--section.key=VALUE …]
                                                 one instance
            matinee worker [--config FILE] [--section.key=VALUE …]
                                                 does jobs, with the same configuration
            matinee db status|migrate|down       its database
            matinee config validate|show|schema  its configuration
            matinee check-schema                 whether the database is what this version wants
            matinee seed --database-url URL [--rooms N] [--members M] [--events K]
            matinee proxy --listen PORT --upstream HOST:PORT [--upstream …] [--probe-ms N]
            matinee load --url URL --report FILE [--requests-per-second N] [--logins-per-second N]
                         [--sockets N] [--streams N] [--rooms ID,ID,…] [--slow-ms N] [--seconds N]
            matinee check --a URL --b URL        one exchange between two sockets
            matinee version
            """;

    private static final ClassLoader CLASS_PATH = Matinee.class.getClassLoader();

    private static final Duration FOREVER = Duration.ofDays(36_500);

    private static final Set<String> LOAD_OPTIONS =
            Set.of(
                    "--url",
                    "--report",
                    "--requests-per-second",
                    "--logins-per-second",
                    "--sockets",
                    "--streams",
                    "--rooms",
                    "--slow-ms",
                    "--seconds");

    private Matinee() {}

    public static void main(String[] arguments) throws InterruptedException {
        LineFormatter.install(Json.object());
        System.exit(run(arguments).code());
    }

    private static Exit run(String[] arguments) throws InterruptedException {
        try {
            return run(arguments.length == 0 ? "" : arguments[0], rest(arguments));
        } catch (IllegalArgumentException e) {
            return fail(Exit.USAGE, e);
        } catch (ConfigException e) {
            return fail(e.exit(), e);
        } catch (WebException e) {
            return fail(e.exit(), e);
        } catch (ProxyException | LoadException | IOException | SQLException e) {
            return fail(Exit.FAILED, e);
        }
    }

    private static Exit run(String command, List<String> arguments)
            throws IOException, SQLException, InterruptedException {
        return switch (command) {
            case "web" -> serve(Web.listen(settings(arguments), CLASS_PATH, System.err));
            case "worker" -> serve(Worker.start(settings(arguments), CLASS_PATH, System.err));
            case "seed" -> seed(arguments);
            case "proxy" -> proxy(arguments);
            case "load" -> load(arguments);
            case "check" -> check(arguments);
            case "version" -> version();
            default -> operate(Stream.concat(Stream.of(command), arguments.stream()).toList());
        };
    }

    private static Exit operate(List<String> arguments) {
        var operations = Settings.operations(Version.of(CLASS_PATH).name(), CLASS_PATH);
        if (!operations.knows(arguments)) {
            throw new IllegalArgumentException(USAGE.stripTrailing());
        }
        return operations.run(Inputs.ofProcess(arguments), writer(System.out), writer(System.err));
    }

    private static Settings settings(List<String> arguments) {
        var version = Version.of(CLASS_PATH).name();
        var settings = Settings.read(version, Inputs.ofProcess(arguments));
        LineFormatter.install(Line.source(settings.server().instance(), version));
        return settings;
    }

    /// Does not return; a signal ends it.
    private static Exit serve(Running instance) throws InterruptedException {
        Termination.by(instance.drain(), instance::tellOfEnd);
        instance.serve();
        new CountDownLatch(1).await();
        return Exit.DONE;
    }

    private static Exit seed(List<String> arguments) throws SQLException {
        var options =
                Options.parse(
                        arguments, Set.of("--database-url", "--rooms", "--members", "--events"));
        var seed =
                new Seed(
                        options.number("--rooms", 2_000),
                        options.number("--members", 5_000),
                        options.number("--events", 40_000));
        var filled = seed.fill(DatabaseUrl.parse(options.required("--database-url")));
        System.out.println(filled ? "Filled: " + seed : "There are rooms already: nothing to do.");
        return Exit.DONE;
    }

    private static Exit proxy(List<String> arguments) throws InterruptedException {
        var options =
                Options.parse(
                        arguments, Set.of("--listen", "--upstream", "--probe-ms", "--unattended"));
        var upstreams = options.all("--upstream").stream().map(Options::address).toList();
        if (upstreams.isEmpty()) {
            throw new IllegalArgumentException("--upstream is missing.");
        }
        var pause = options.milliseconds("--probe-ms", 100);
        var proxy = Proxy.start(options.number("--listen", 0), upstreams, pause);
        var ready = "listening on 127.0.0.1:" + proxy.port();
        if (options.flag("--unattended")) {
            Attended.alone(ready, proxy::close);
        } else {
            Attended.run(System.in, ready, FOREVER, proxy::close);
        }
        return Exit.DONE;
    }

    private static Exit load(List<String> arguments) throws InterruptedException {
        var options = Options.parse(arguments, LOAD_OPTIONS);
        var settings =
                new LoadSettings(
                        options.url("--url"),
                        options.number("--requests-per-second", 50),
                        options.number("--logins-per-second", 1),
                        options.number("--sockets", 20),
                        options.number("--streams", 5),
                        options.numbers("--rooms", "1,2,3,4"),
                        Path.of(options.required("--report")),
                        options.milliseconds("--slow-ms", 1_000));
        var limit = options.last("--seconds").isPresent();
        var load = Load.start(settings);
        Attended.run(
                System.in,
                "driving " + settings.url(),
                limit ? Duration.ofSeconds(options.number("--seconds", 0)) : FOREVER,
                load::close);
        return Exit.DONE;
    }

    private static Exit check(List<String> arguments) throws IOException, InterruptedException {
        var options = Options.parse(arguments, Set.of("--a", "--b"));
        try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            System.out.println(new Check(client).run(options.url("--a"), options.url("--b")));
        }
        return Exit.DONE;
    }

    private static Exit fail(Exit exit, Exception e) {
        System.err.println(e.getMessage());
        return exit;
    }

    private static List<String> rest(String[] arguments) {
        return Arrays.stream(arguments).skip(1).toList();
    }

    private static PrintWriter writer(OutputStream out) {
        return new PrintWriter(out, true, UTF_8);
    }

    private static Exit version() {
        System.out.println("matinee " + Version.of(CLASS_PATH).name());
        return Exit.DONE;
    }
}
