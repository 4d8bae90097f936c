package dev.slipway.service.config;

import java.util.List;
import java.util.Optional;

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

    /// Gives a key by its old name back as broken, so that it is not called missing as well.
    static Optional<Given> retired(Problems problems, Retired old, Source source) {
        problems.add("retired-key", source, old.path() + " " + old.fact() + ".", old.remedy());
        return old.now().map(key -> new Given.Broken(key, source));
    }

    /// Tells of each key that is given and is to be removed.
    static void announced(Problems problems, List<Given> given) {
        for (var one : given) {
            var in = one.key().facts().removedIn();
            if (!in.isEmpty()) {
                problems.add(
                        "deprecated-key",
                        one.source(),
                        one.key().path() + " will be removed in " + in + ".",
                        "Take it out, or see what " + in + " wants instead.");
            }
        }
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
