package dev.slipway.engine.rehearse;

import java.util.Arrays;
import java.util.Optional;

/// The kinds of hazard that a rehearsal can see, and why each matters.
enum Rule {
    REWRITE(
            "rewrite/table",
            "all rows and all indexes are written anew under that lock: the time grows with the table"),
    INDEX(
            "lock/index-not-concurrent",
            "every row is read for the index under that lock: the time grows with the table"),
    SCAN("scan/full-table", "every row is read under that lock: the time grows with the table"),
    BLOCKS_READS(
            "lock/blocks-reads",
            "whoever comes meanwhile waits, and all who come after wait behind"),
    BLOCKS_WRITES("lock/blocks-writes", "whoever writes meanwhile waits"),
    HOLDS_ROWS("lock/holds-rows", "whoever changes one of these rows meanwhile waits"),
    DROPPED_COLUMN(
            "data/dropped-column",
            "what the rows hold there is gone: a down script makes the column again, and it is empty"),
    DROPPED_TABLE(
            "data/dropped-table",
            "its rows are gone: a down script makes the table again, and it is empty"),
    TRUNCATED("data/truncated", "its rows are gone, and nothing but a backup has them"),
    RENAMED("compat/renamed", "the version that runs today asks for the old name");

    private final String id;
    private final String why;

    Rule(String id, String why) {
        this.id = id;
        this.why = why;
    }

    static Optional<Rule> of(String id) {
        return Arrays.stream(values()).filter(rule -> rule.id.equals(id)).findFirst();
    }

    /// As findings and comments name it.
    String id() {
        return id;
    }

    /// What follows from it for those who use the table.
    String why() {
        return why;
    }
}
