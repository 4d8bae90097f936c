package dev.slipway.engine.plan;

import dev.slipway.migrate.format.Migration;
import java.util.List;

/// Compares two versions, part by part.
final class Parts {

    private static final int SHOWN_DIGITS = 12;

    private Parts() {}

    static Part artefact(Version from, Version to) {
        var before = from.artefact().digest();
        var after = to.artefact().digest();
        return before.equals(after)
                ? Part.unchanged(Part.Kind.ARTEFACT, "The same file, byte for byte.")
                : new Part(
                        Part.Kind.ARTEFACT,
                        List.of(
                                "%s %s → %s %s"
                                        .formatted(
                                                from.name(),
                                                shown(before),
                                                to.name(),
                                                shown(after))),
                        Risk.REVERSIBLE,
                        "Every instance is drained and started again.");
    }

    static Part database(List<Migration> pending) {
        return pending.isEmpty()
                ? Part.unchanged(Part.Kind.DATABASE, "Nothing is pending.")
                : new Part(
                        Part.Kind.DATABASE,
                        pending.stream()
                                .map(one -> one.version() + " " + one.description())
                                .toList(),
                        Risk.UNPROVEN,
                        "Whether the old code works on the new schema is for the rehearsal to"
                                + " say.");
    }

    static Part configuration(Version from, Version to) {
        if (from.configDigest().equals(to.configDigest())) {
            return Part.unchanged(
                    Part.Kind.CONFIGURATION,
                    to.configDigest().isPresent()
                            ? "The schema of the configuration is the same."
                            : "Neither version describes its configuration.");
        }
        return new Part(
                Part.Kind.CONFIGURATION,
                List.of("the schema of the configuration differs"),
                Risk.REVERSIBLE,
                "Every instance is started with what its version needs.");
    }

    private static String shown(String digest) {
        return digest.substring(0, Math.min(SHOWN_DIGITS, digest.length()));
    }
}
