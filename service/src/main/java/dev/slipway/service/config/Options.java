package dev.slipway.service.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the command line says about the keys that are declared.
///
/// A secret is refused there: every user of the machine can read the command lines of its
/// processes.
final class Options {

    private Options() {}

    static List<Given> read(
            Declaration declaration,
            Map<String, String> options,
            Inputs inputs,
            Problems problems) {
        var given = new ArrayList<Given>();
        options.forEach((path, text) ->
                option(declaration, inputs, path, text, problems).ifPresent(given::add));
        return given;
    }

    private static Optional<Given> option(
            Declaration declaration, Inputs inputs, String path, String text, Problems problems) {
        var source = Source.option(path);
        var key = declaration.key(path);
        if (key.isPresent()) {
            return Optional.of(
                    key.get().secret()
                            ? refused(declaration, key.get(), source, problems)
                            : new Given.Plain(key.get(), source, text));
        }
        var pointed = declaration.keyOfFile(path);
        if (pointed.isPresent()) {
            return Optional.of(
                    SecretFile.given(
                            pointed.get(), source, text, inputs.directory()::resolve, problems));
        }
        var retired = declaration.retired(path);
        if (retired.isPresent()) {
            return Complaints.retired(problems, retired.get(), source);
        }
        problems.add(
                "unknown-option",
                source,
                "--" + path + " is not known.",
                Suggestion.remedy(path, declaration.paths()));
        return Optional.empty();
    }

    private static Given refused(
            Declaration declaration, DeclaredKey key, Source source, Problems problems) {
        problems.add(
                "secret-option",
                source,
                key.path() + " is a secret, and everyone on the machine can read a command line.",
                "Give `--"
                        + key.path()
                        + DeclaredKey.FILE
                        + "=FILE`, or set "
                        + key.variables(declaration.prefix()).get(0)
                        + ".");
        return new Given.Broken(key, source);
    }
}
