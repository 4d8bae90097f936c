package dev.slipway.cli;

import dev.slipway.engine.rehearse.ProofFormat;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.SchemaProof;
import dev.slipway.report.Exit;
import dev.slipway.report.Finding;
import dev.slipway.report.Json;
import dev.slipway.report.Place;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Severity;
import dev.slipway.report.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The report of a rehearsal, whose proof goes into the database with the migrations.
final class VerdictOption {

    private final Supplier<Optional<Path>> file;

    VerdictOption(Arguments arguments) {
        file =
                arguments.option(
                        "--verdict",
                        "FILE",
                        Path.class,
                        "The report that slipway rehearse --output json wrote. Applies nothing"
                                + " but what was rehearsed there, and remembers in the database"
                                + " that the old version works on the new schema, for db status"
                                + " and for --ahead tolerate-if-proven.");
    }

    /// Lets the migrator keep what was proven.
    ///
    /// @return how it ends without migrating, where nothing was
    /// @throws ConfigurationException when the report cannot be used
    Optional<Ending> set(Migrator.Builder migrator) {
        return file.get().flatMap(verdict -> set(migrator, verdict));
    }

    private static Optional<Ending> set(Migrator.Builder migrator, Path verdict) {
        var proof = read(verdict);
        proof.ifPresent(migrator::proof);
        return proof.isEmpty() ? Optional.of(nothingProven(verdict)) : Optional.empty();
    }

    private static Optional<SchemaProof> read(Path file) {
        try {
            return ProofFormat.read(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(
                    "cannot use the verdict "
                            + file
                            + ": give what slipway rehearse --output json wrote",
                    e);
        }
    }

    private static Ending nothingProven(Path file) {
        var finding =
                new Finding(
                        "verdict/nothing-proven",
                        Severity.ERROR,
                        Place.of(file.toString()),
                        "No version of the service is proven to work on the new schema.",
                        "",
                        "Rehearse with --old-sql and --old-version, or migrate without --verdict.");
        return new Ending(
                new Report(
                        new Verdict.Block(List.of(finding)),
                        "Nothing was applied: the verdict proves nothing.",
                        List.of(new Section.Findings("Problems", List.of(finding))),
                        Json.object().put("outcome", "refused")),
                Exit.BLOCKED);
    }
}
