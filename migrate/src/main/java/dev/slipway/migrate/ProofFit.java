package dev.slipway.migrate;

import dev.slipway.migrate.format.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares what was rehearsed with what is applied and about to be: only if both are the same does
/// the proof say anything of this database.
record ProofFit(SchemaProof proof, Look look, List<Migration> due) {

    /// Every way in which they differ.
    List<Problem> misfits() {
        var misfits = new ArrayList<Problem>();
        look.bookkeepingOff().ifPresent(why -> misfits.add(notKept(why)));
        proof.files().forEach(file -> rehearsed(file).ifPresent(misfits::add));
        var versions =
                proof.files().stream().map(SchemaProof.File::version).collect(Collectors.toSet());
        due.stream()
                .filter(migration -> !versions.contains(migration.version()))
                .map(migration ->
                        misfit(migration.version(), migration.file(), "was not rehearsed"))
                .forEach(misfits::add);
        return misfits;
    }

    private Optional<Problem> rehearsed(SchemaProof.File file) {
        var now = look.set().migrations().stream().filter(one -> isNow(file, one)).findFirst();
        if (now.isEmpty()) {
            return Optional.of(misfit(file, "was rehearsed, and is not among the files"));
        }
        if (!SchemaProof.File.of(now.get()).fingerprint().equals(file.fingerprint())) {
            return Optional.of(misfit(file, "has changed since it was rehearsed"));
        }
        return due.contains(now.get()) || look.entries().containsKey(file.version())
                ? Optional.empty()
                : Optional.of(misfit(file, "was rehearsed, and is not to be applied"));
    }

    private static boolean isNow(SchemaProof.File file, Migration migration) {
        return migration.version().equals(file.version());
    }

    private static Problem misfit(SchemaProof.File file, String what) {
        return misfit(file.version(), file.file(), what);
    }

    private static Problem misfit(String version, String file, String what) {
        return new Problem(
                Problem.Kind.NOT_REHEARSED,
                Optional.of(version),
                file,
                what + ": rehearse the files as they are now");
    }

    private static Problem notKept(String why) {
        return new Problem(
                Problem.Kind.NOT_REHEARSED,
                Optional.empty(),
                "",
                "what was proven cannot be kept, because the bookkeeping is "
                        + why
                        + ": migrate without the proof, or let the role keep it");
    }
}
