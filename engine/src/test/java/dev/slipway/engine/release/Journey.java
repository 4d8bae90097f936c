package dev.slipway.engine.release;

import dev.slipway.engine.deploy.Build;
import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.deploy.ProcessTarget;
import dev.slipway.engine.ledger.LeaseTerms;
import dev.slipway.engine.ledger.Ledger;
import dev.slipway.engine.ledger.NewRelease;
import dev.slipway.engine.plan.Plan;
import dev.slipway.engine.plan.Versions;
import dev.slipway.engine.scratch.Toys;
import dev.slipway.engine.validate.Check;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Status;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A toy service with two versions, two instances and a real database, ready to be released.
final class Journey implements AutoCloseable {

    private static final LeaseTerms TERMS =
            new LeaseTerms(Duration.ofSeconds(10), Duration.ofSeconds(2));

    final Toys toys;
    final Ledger ledger;
    final DatabaseUrl ledgerDatabase;
    final DatabaseUrl database;
    final ProcessTarget target = new ProcessTarget(Clock.systemUTC());
    final Versions versions;
    final ServiceSpec spec;

    Journey(Path folder, DatabaseUrl ledgerDatabase, DatabaseUrl database, Instance... instances) {
        this.toys = new Toys(folder);
        this.ledgerDatabase = ledgerDatabase;
        this.database = database;
        this.ledger = Ledger.open(ledgerDatabase, Clock.systemUTC());
        this.versions = new Versions(toys.versions(), "toy.properties");
        this.spec = spec(folder, List.of(instances), List.of());
    }

    ServiceSpec spec(Path folder, List<Instance> instances, List<Check> checks) {
        return new ServiceSpec(
                "toy",
                "production",
                instances,
                versions,
                database.toReference(),
                checks,
                folder.resolve("work"));
    }

    /// Writes a version with so many migrations.
    Build version(String name, int migrations, String behaviour) throws IOException {
        var folder = toys.versions().resolve(name).resolve("migrations");
        Files.createDirectories(folder);
        Files.createDirectories(toys.versions().resolve(name).resolve("queries"));
        for (int i = 1; i <= migrations; i++) {
            Files.writeString(
                    folder.resolve(i + "_table.sql"),
                    "create table toy_%d (n int); insert into toy_%d values (1);".formatted(i, i));
        }
        return toys.build(name, behaviour);
    }

    /// Makes a version what runs now, without a release.
    void install(Build build) {
        migrator(build.version()).migrate();
        for (var instance : spec.instances()) {
            target.restart(instance, build, () -> {});
        }
    }

    Plan plan(String from, String to) {
        return Plan.between(versions.read(from), versions.read(to), status(to));
    }

    Plan back(String from, String to) {
        return Plan.back(versions.read(from), versions.read(to), status(to));
    }

    Status status(String version) {
        return migrator(version).status();
    }

    private Migrator migrator(String version) {
        return Migrator.builder()
                .database(database)
                .migrations(MigrationSet.of(Formats.SQLX, versions.migrationFolder(version)))
                .build();
    }

    /// Opens a release of the steps that act: migrate, restart, validate.
    long open(Plan plan) {
        var steps =
                new Itinerary(spec, plan)
                        .steps().stream()
                                .filter(step ->
                                        !(step instanceof Step.Backup)
                                                && !(step instanceof Step.Drill)
                                                && !(step instanceof Step.Rehearse))
                                .map(StepFormat::write)
                                .toList();
        return open(plan, steps);
    }

    long open(Plan plan, List<NewRelease.NewStep> steps) {
        return ledger.create(
                        new NewRelease(
                                spec.name(),
                                spec.environment(),
                                plan.from().name(),
                                plan.to().name(),
                                OptionalLong.empty(),
                                SpecFormat.write(spec),
                                plan.toJson(),
                                steps),
                        KnownSecrets.of(spec))
                .orElseThrow();
    }

    Conducted conduct(long release) {
        return new Conductor(ledger, runners(target), TERMS, "test", Progress.NONE)
                .conduct(release);
    }

    /// The steps of each kind that ended well, by the record.
    List<String> doneByTheRecord(long release) {
        var done = new ArrayList<String>();
        for (var entry : ledger.evidence(release).entries()) {
            var fields = Fields.parse("evidence", entry.payload());
            if (fields.optional("outcome").equals(Optional.of("done"))) {
                done.add(entry.step());
            }
        }
        return done;
    }

    /// The runners of the steps that act; those that look at copies are proven elsewhere.
    static Runners runners(ProcessTarget target) {
        return new Runners(
                new Absent<>(),
                new Absent<>(),
                new Absent<>(),
                new MigrateRunner(),
                new RestartRunner(target),
                new ValidateRunner());
    }

    /// Says of a kind of step that nothing here can do it.
    private static final class Absent<S extends Step> implements Runner<S> {
        @Override
        public Optional<Outcome.Done> probe(S step, Errand errand) {
            return Optional.empty();
        }

        @Override
        public Outcome run(S step, Errand errand) {
            return new Outcome.Failed("nothing here does a step of kind " + step.kind());
        }
    }

    @Override
    public void close() {
        target.close();
        toys.close();
    }
}
