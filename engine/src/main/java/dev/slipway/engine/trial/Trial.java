package dev.slipway.engine.trial;

import dev.slipway.engine.deploy.ProcessTarget;
import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.ledger.ReleaseState;
import dev.slipway.engine.plan.Plan;
import dev.slipway.engine.plan.Version;
import dev.slipway.engine.release.Opening;
import dev.slipway.engine.release.ReleaseReport;
import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Status;
import dev.slipway.report.Finding;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The whole journey, on real parts and under traffic: the example service goes from 1.0.0 to
/// 1.1.0, back, forward again, and is kept from going to 1.3.0.
public final class Trial {

    private static final String FIRST = "1.0.0";
    private static final String NEXT = "1.1.0";
    private static final String BREAKING = "1.3.0";

    private static final String KILLED_AT = "restart-" + Example.SERVICE + "-1";

    private static final Duration SHORT = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final int ENOUGH_REQUESTS = 100;

    private final TrialSettings settings;
    private final Example example;
    private final Story story;
    private final ProcessTarget target;
    private final Clock clock;

    private Trial(TrialSettings settings, Story story, ProcessTarget target, Clock clock) {
        this.settings = settings;
        this.example = new Example(settings.example());
        this.story = story;
        this.target = target;
        this.clock = clock;
    }

    /// Makes the journey in `folder`, which whoever claimed it cleans.
    ///
    /// @param cache for bundled server programs, which are unpacked once
    /// @throws TrialException when it cannot be gone on with
    public static TrialResult run(
            TrialSettings settings, TrialFolder folder, Path cache, Screen screen, Clock clock) {
        try (var target = new ProcessTarget(clock)) {
            return new Trial(settings, new Story(screen), target, clock).run(folder, cache);
        }
    }

    private TrialResult run(TrialFolder folder, Path cache) {
        long began = System.nanoTime();
        folder.create();
        var stage =
                story.act(
                        "postgres",
                        () -> Stage.set(folder, example, cache),
                        set ->
                                "PostgreSQL "
                                        + Stage.POSTGRES
                                        + " at port "
                                        + set.database().port());
        story.act("matinee", () -> service(stage), seen -> seen);
        var proxy = Child.start("proxy", example.proxy(FIRST, stage.ports()), folder);
        var address = proxy.awaitLine("listening on ", SHORT);
        var url = "http://" + address;
        var load = Child.start("load", example.load(FIRST, url, folder.traffic()), folder);
        var started = story.act("traffic", () -> traffic(load, folder), Trial::underWay);

        var releases = new Releases(stage);
        var forward = releases.forward(FIRST, NEXT, Optional.of(KILLED_AT));
        releases.back(NEXT, FIRST, forward);
        releases.forward(FIRST, NEXT, Optional.empty());
        var kept = releases.refused(NEXT, BREAKING);

        load.end(SHORT);
        return new TrialResult(
                story.acts(),
                started.sockets(),
                started.streams(),
                Traffic.read(folder.traffic()),
                ReleaseReport.of(releases.ledger, forward),
                kept,
                Duration.ofNanos(System.nanoTime() - began),
                settings.keep()
                        ? Optional.of(new TrialResult.Kept(folder.home(), url))
                        : Optional.empty());
    }

    private String service(Stage stage) {
        stage.start(FIRST, target);
        var seed = example.seed(FIRST, stage.database().toReference());
        Child.run("seed", seed, stage.folder(), SHORT);
        return "two instances of " + FIRST + ", 2,000 rooms, 5,000 members, 40,000 events";
    }

    private static Traffic traffic(Child load, TrialFolder folder) {
        long deadline = System.nanoTime() + SHORT.toNanos();
        while (true) {
            var seen = Traffic.read(folder.traffic());
            if (seen.requests() >= ENOUGH_REQUESTS
                    && seen.sockets() >= Example.SOCKETS
                    && seen.streams() >= Example.STREAMS) {
                return seen;
            }
            if (System.nanoTime() > deadline) {
                throw new TrialException(
                        "the load generator had %d answers, %d sockets and %d streams after %d s; its log ends: %s"
                                .formatted(
                                        seen.requests(),
                                        seen.sockets(),
                                        seen.streams(),
                                        SHORT.toSeconds(),
                                        load.lastWords()));
            }
            Pause.of(LOOK_AGAIN);
        }
    }

    private static String underWay(Traffic seen) {
        return String.format(
                Locale.ROOT,
                "%d requests and %d login a second, %d WebSockets and %d live streams, through a reverse proxy",
                Example.REQUESTS_PER_SECOND,
                Example.LOGINS_PER_SECOND,
                seen.sockets(),
                seen.streams());
    }

    /// The releases of the trial, on one ledger.
    private final class Releases {

        private final Stage stage;
        private final Ledger ledger;
        private final Conducting conducting;

        Releases(Stage stage) {
            this.stage = stage;
            ledger = Ledger.open(stage.ledger(), clock);
            conducting = new Conducting(stage, ledger, settings.conductor(), story);
        }

        long forward(String from, String to, Optional<String> killAt) {
            var plan = plan(from, to, Plan::between);
            var release = opened(new Opening(ledger).forward(stage.spec(), plan));
            return conducted(release, killAt, ReleaseState.DONE);
        }

        void back(String from, String to, long forward) {
            var plan = plan(from, to, Plan::back);
            var release = opened(new Opening(ledger).back(stage.spec(), plan, forward));
            conducted(release, Optional.empty(), ReleaseState.DONE);
        }

        /// A release that the rehearsal must stop before anything is touched.
        List<Finding> refused(String from, String to) {
            var plan = plan(from, to, Plan::between);
            var before = Footprint.of(stage, target);
            var release = opened(new Opening(ledger).forward(stage.spec(), plan));
            conducted(release, Optional.empty(), ReleaseState.BLOCKED);
            if (!Footprint.of(stage, target).equals(before)) {
                throw new TrialException(
                        "the release to " + to + " was stopped, but touched something");
            }
            story.notes(
                    "nothing was touched: the schema, the history and the processes are the same");
            return ReleaseReport.of(ledger, release).findings();
        }

        private Plan plan(String from, String to, Planning planning) {
            return story.act(
                    "plan",
                    () -> {
                        var versions = stage.versions();
                        return planning.plan(versions.read(from), versions.read(to), status(to));
                    },
                    plan -> plan.toReport().headline());
        }

        private Status status(String version) {
            return Migrator.builder()
                    .database(stage.database())
                    .migrations(stage.versions().migrations(version))
                    .ahead(Ahead.TOLERATE)
                    .build()
                    .status();
        }

        private long opened(Opening.Opened opened) {
            return switch (opened) {
                case Opening.Opened.Release(var id) -> id;
                case Opening.Opened.Refused(var findings) ->
                        throw new TrialException(
                                "the release was refused: " + findings.getFirst().fact());
            };
        }

        private long conducted(long release, Optional<String> killAt, ReleaseState wanted) {
            var lastWords = conducting.conduct(release, killAt);
            var row = ledger.release(release);
            if (row.state() != wanted) {
                throw new TrialException(
                        "the release from %s to %s is %s: %s"
                                .formatted(
                                        row.from(),
                                        row.to(),
                                        row.state().word(),
                                        row.note().isEmpty() ? lastWords : row.note()));
            }
            return release;
        }
    }

    /// [Plan#between] or [Plan#back].
    private interface Planning {
        Plan plan(Version from, Version to, Status status);
    }
}
