package dev.slipway.service.config;

/// What is said of a key in more than one place, in one set of words.
final class Complaints {

    private Complaints() {}

    /// @param what is wrong, as a sentence without its full stop
    /// @param wanted what to give in its place
    static Given wrong(
            Problems problems, DeclaredKey key, Source source, String what, String wanted) {
        problems.add("value", source, key.path() + ": " + what + ".", "Give " + wanted + ".");
        return new Given.Broken(key, source);
    }

    static Given bothForms(
            Problems problems, DeclaredKey key, Source source, String one, String other) {
        problems.add(
                "both-forms",
                source,
                key.path() + ": " + one + " and " + other + " are both given.",
                "Keep one of them.");
        return new Given.Broken(key, source);
    }
}
