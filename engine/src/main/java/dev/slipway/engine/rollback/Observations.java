package dev.slipway.engine.rollback;

import java.util.Optional;

/// Everything that the ways back are computed from.
///
/// @param oldVersion the version to go back to, as reports call it
/// @param pending how many migrations the release applies
/// @param wrongSecret whether what has to be taken back is a secret
public record Observations(
        String oldVersion,
        int pending,
        OldCode oldCode,
        DownScripts downScripts,
        Optional<DrilledBackup> backup,
        boolean wrongSecret) {

    /// Without a look at the down scripts.
    public Observations(
            String oldVersion,
            int pending,
            OldCode oldCode,
            Optional<DrilledBackup> backup,
            boolean wrongSecret) {
        this(
                oldVersion,
                pending,
                oldCode,
                new DownScripts.NotRehearsed("the down scripts were not rehearsed"),
                backup,
                wrongSecret);
    }

    public Observations {
        if (pending < 0) {
            throw new IllegalArgumentException("pending migrations: " + pending);
        }
    }
}
