package dev.slipway.engine.compat;

/// A statement of an old version, a migration, and what is right to say of the two.
///
/// @param expected the beginning of what is said: the error, or the constraint; empty for nothing
record Pair(String name, Verdict verdict, String migration, String statement, String expected) {

    enum Verdict {
        WORKS,
        BREAKS,
        AT_RISK
    }

    static Pair works(String name, String migration, String statement) {
        return new Pair(name, Verdict.WORKS, migration, statement, "");
    }

    static Pair breaks(String name, String migration, String statement, String error) {
        return new Pair(name, Verdict.BREAKS, migration, statement, error);
    }

    static Pair risks(String name, String migration, String statement, String constraint) {
        return new Pair(name, Verdict.AT_RISK, migration, statement, constraint);
    }

    @Override
    public String toString() {
        return verdict + " " + name;
    }
}
