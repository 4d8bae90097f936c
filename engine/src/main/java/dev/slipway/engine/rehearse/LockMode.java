package dev.slipway.engine.rehearse;

import java.util.Arrays;

/// The modes in which PostgreSQL locks a relation, weakest first.
public enum LockMode {
    ACCESS_SHARE("AccessShareLock", Blocks.NOTHING),
    ROW_SHARE("RowShareLock", Blocks.NOTHING),
    ROW_EXCLUSIVE("RowExclusiveLock", Blocks.NOTHING),
    SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", Blocks.NOTHING),
    SHARE("ShareLock", Blocks.WRITES),
    SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", Blocks.WRITES),
    EXCLUSIVE("ExclusiveLock", Blocks.WRITES),
    ACCESS_EXCLUSIVE("AccessExclusiveLock", Blocks.READS);

    /// What of a service's traffic has to wait for the lock.
    public enum Blocks {
        /// Queries and changes of rows go on.
        NOTHING,
        /// Changes of rows wait.
        WRITES,
        /// Everything waits.
        READS
    }

    private final String word;
    private final Blocks blocks;

    LockMode(String word, Blocks blocks) {
        this.word = word;
        this.blocks = blocks;
    }

    static LockMode of(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a lock mode: " + word));
    }

    /// As `pg_locks` writes it.
    public String word() {
        return word;
    }

    public Blocks blocks() {
        return blocks;
    }
}
