package dev.slipway.matinee.web;

import dev.slipway.matinee.config.Settings;
import dev.slipway.service.drain.Drain;
import dev.slipway.service.drain.Stage;
import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// One instance of Matinee that does what nobody waits for: jobs, one at a time.
///
/// It listens nowhere but for its health. When it is told to stop it claims nothing more and ends
/// what it has.
public final class Worker implements Running {

    /// What it has once the database fits.
    private record Bench(Database database, DatabaseLook look, Jobs jobs) {

        void close() {
            look.close();
            database.close();
        }
    }

    private final AtomicReference<Optional<Bench>> bench = new AtomicReference<>(Optional.empty());
    private final Footing footing;
    private final Drain drain;

    private Worker(Settings settings, ClassLoader version, PrintStream out) {
        this.footing = Footing.open(settings, version, out, () -> bench.get().map(Bench::look));
        this.drain =
                footing.drain()
                        .part(Stage.WORKERS, "a job", _ -> endJobs())
                        .part(Stage.POOLS, "the database", _ -> closeBench())
                        .build();
    }

    /// Answers for its health, and does nothing else until [#serve].
    ///
    /// @param version a class path with a version's migrations and queries
    public static Worker start(Settings settings, ClassLoader version, PrintStream out) {
        var worker = new Worker(settings, version, out);
        worker.footing.log().say("started");
        return worker;
    }

    @Override
    public void serve() {
        footing.migrate();
        var database = Service.database(footing);
        var look = new DatabaseLook(footing.settings().database().url(), footing.application());
        var jobs = new Jobs(database, footing.instance(), footing.log());
        bench.set(Optional.of(new Bench(database, look, jobs)));
        jobs.start();
        footing.log().say("ready");
    }

    @Override
    public Drain drain() {
        return drain;
    }

    @Override
    public void tellOfEnd(String line) {
        footing.tellOfEnd(line);
    }

    /// Ends at once.
    void close() {
        bench.get().ifPresent(open -> open.jobs().stop());
        closeBench();
        footing.close();
    }

    private void endJobs() throws InterruptedException {
        if (bench.get().isPresent()) {
            bench.get().get().jobs().end();
        }
    }

    private void closeBench() {
        bench.get().ifPresent(Bench::close);
    }
}
