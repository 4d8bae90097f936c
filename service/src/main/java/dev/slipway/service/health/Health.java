package dev.slipway.service.health;

import dev.slipway.migrate.MigrateException;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.report.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// What one instance of a service says about itself.
///
/// It is alive from its first moment; started once its migrations are applied; ready from then on
/// while its dependencies are there, until it is told to end. Safe to use from any thread.
public final class Health implements AutoCloseable {

    private final String instance;
    private final String version;
    private final AtomicReference<Phase> phase = new AtomicReference<>(new Phase.Starting());
    private final AtomicReference<MigrationSpan> migration =
            new AtomicReference<>(MigrationSpan.NONE);
    private final List<Consumer<Optional<String>>> toTellOfStarts = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> toTellOfNeeds = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = DaemonThreads.pool("health");
    private final List<DependencyWatch> dependencies = new CopyOnWriteArrayList<>();

    private Health(String instance, String version) {
        this.instance = instance;
        this.version = version;
    }

    /// @param instance tells it from the others of the same service
    public static Health of(String instance, String version, Dependency... dependencies) {
        var health = new Health(instance, version);
        List.of(dependencies).forEach(health::needs);
        return health;
    }

    /// It is ready only while this is there too: for what is not known when health begins.
    public void needs(Dependency dependency) {
        dependencies.add(new DependencyWatch(dependency, threads));
        toTellOfNeeds.forEach(one -> one.accept(dependency.name()));
    }

    /// Brings the database to this version: with [Outcome.Done] the instance has started, with
    /// anything else it cannot. What happens is told to whoever asks meanwhile.
    ///
    /// @param migrator all but its listener
    /// @throws MigrateException when the database cannot be asked; the instance cannot start then
    public Outcome migrate(Migrator.Builder migrator) {
        migration.set(MigrationSpan.begun());
        become(new Phase.Migrating(Progress.NONE));
        var told = migrator.listener(new MigrationWatch(this::progress)).build();
        try {
            var outcome = told.migrate();
            if (outcome instanceof Outcome.Done) {
                started(told.status().current());
            } else {
                failed(outcome.toReport().headline());
            }
            return outcome;
        } catch (MigrateException e) {
            failed(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    /// It has started.
    ///
    /// @param schema the newest migration in the database, if there is any
    public void started(Optional<String> schema) {
        migration.updateAndGet(span -> span.end(Vitals.Migration.DONE));
        become(new Phase.Started(schema));
        toTellOfStarts.forEach(one -> one.accept(schema));
    }

    /// Is told of the newest migration in the database each time that the instance has started; at
    /// once, if it has already.
    public void onStart(Consumer<Optional<String>> listener) {
        toTellOfStarts.add(listener);
        if (phase.get() instanceof Phase.Started started) {
            listener.accept(started.schema());
        }
    }

    /// What can be measured of it now.
    public Vitals vitals() {
        var span = migration.get();
        var now = phase.get();
        return new Vitals(
                span.state(),
                span.took(),
                now instanceof Phase.Draining draining ? draining.stage() : Vitals.NO_DRAIN);
    }

    /// Is told the name of each thing that it cannot work without: at once of those that are known
    /// already.
    public void onNeed(Consumer<String> listener) {
        toTellOfNeeds.add(listener);
        dependencies.forEach(one -> listener.accept(one.name()));
    }

    /// Whether a dependency was there when readiness was asked last; empty if it never was.
    public Optional<Boolean> lastSeen(String dependency) {
        return dependencies.stream()
                .filter(one -> one.name().equals(dependency))
                .findFirst()
                .flatMap(DependencyWatch::lastSeen)
                .map(Seen::isUp);
    }

    /// It cannot start.
    ///
    /// @param why one sentence, without a secret
    public void failed(String why) {
        migration.updateAndGet(span -> span.end(Vitals.Migration.FAILED));
        become(new Phase.Failed(why));
    }

    /// It was told to end: it is not ready from now on, whatever else happens.
    ///
    /// @param left until it will have ended
    /// @param stage what it does now, in a word
    public void draining(Duration left, String stage) {
        phase.set(new Phase.Draining(System.nanoTime() + left.toNanos(), stage));
    }

    /// Whether it was told to end. What it answers should then close its connection: the next
    /// request on it would come too late.
    public boolean isDraining() {
        return phase.get() instanceof Phase.Draining;
    }

    private void become(Phase next) {
        phase.updateAndGet(now -> now instanceof Phase.Draining ? now : next);
    }

    private void progress(UnaryOperator<Progress> change) {
        phase.updateAndGet(now ->
                now instanceof Phase.Migrating migrating
                        ? new Phase.Migrating(change.apply(migrating.progress()))
                        : now);
    }

    /// Whether the process is worth keeping: always, since one that is not would not answer.
    public Answer live() {
        return Answer.of(true, about("live"));
    }

    /// Whether it has started, and how far it is.
    public Answer startup() {
        var now = phase.get();
        boolean started = now instanceof Phase.Started || now instanceof Phase.Draining;
        return Answer.of(started, about(now.word()).putAll(now.details()));
    }

    /// Whether requests should be sent here.
    public Answer ready() {
        var now = phase.get();
        if (!(now instanceof Phase.Started)) {
            return Answer.of(false, about(now.word()).putAll(now.details()));
        }
        var seen = look();
        boolean up = seen.stream().allMatch(Seen::isUp);
        return Answer.of(
                up,
                about(up ? "ready" : "unready")
                        .putAll(now.details())
                        .put("dependencies", Json.array(seen, Seen::toJson)));
    }

    /// At all of them at once.
    private List<Seen> look() {
        var looks =
                dependencies.stream()
                        .map(one -> CompletableFuture.supplyAsync(one::look, threads))
                        .toList();
        return looks.stream().map(CompletableFuture::join).toList();
    }

    private Json.Obj about(String state) {
        return Json.object()
                .put("state", state)
                .put("instance", instance)
                .put("version", version)
                .put("pid", ProcessHandle.current().pid());
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
