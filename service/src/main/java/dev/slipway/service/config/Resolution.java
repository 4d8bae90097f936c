package dev.slipway.service.config;

import dev.slipway.report.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds the value of each key: what the strongest source says that says something.
///
/// What a stronger source overrides must still be right, since the next change may bring it to
/// light; only its secret file is not opened.
final class Resolution {

    /// A value, and where it is from.
    record Resolved(DeclaredKey key, Object value, Source source) {

        List<Secret> secrets() {
            var values = value instanceof List<?> list ? list : List.of(value);
            return values.stream()
                    .filter(Secret.class::isInstance)
                    .map(Secret.class::cast)
                    .toList();
        }
    }

    private final Declaration declaration;
    private final Optional<ConfigFile> file;
    private final Problems problems;
    private final Map<String, Resolved> values = new HashMap<>();
    private final Set<String> failed = new HashSet<>();

    private Resolution(Declaration declaration, Optional<ConfigFile> file, Problems problems) {
        this.declaration = declaration;
        this.file = file;
        this.problems = problems;
    }

    /// @param whole whether all sources could be read, so that what is not found is not there
    static Resolution of(
            Declaration declaration,
            List<Given> given,
            Optional<ConfigFile> file,
            boolean whole,
            Problems problems) {
        var resolution = new Resolution(declaration, file, problems);
        for (var key : declaration.keys()) {
            resolution.resolve(
                    key,
                    given.stream()
                            .filter(one -> one.key().path().equals(key.path()))
                            .sorted(
                                    Comparator.comparing((Given one) -> one.source().kind())
                                            .reversed())
                            .toList(),
                    whole);
        }
        return resolution;
    }

    Optional<Resolved> value(DeclaredKey key) {
        return Optional.ofNullable(values.get(key.path()));
    }

    boolean failed(DeclaredKey key) {
        return failed.contains(key.path());
    }

    private void resolve(DeclaredKey key, List<Given> given, boolean whole) {
        if (given.isEmpty()) {
            unset(key, whole);
            return;
        }
        var first = given.get(0);
        read(first)
                .ifPresentOrElse(
                        value -> values.put(key.path(), new Resolved(key, value, first.source())),
                        () -> failed.add(key.path()));
        given.stream().skip(1).filter(one -> !(one instanceof Given.InFile)).forEach(this::read);
    }

    private void unset(DeclaredKey key, boolean whole) {
        key.written()
                .ifPresent(text ->
                        values.put(
                                key.path(),
                                new Resolved(key, Values.read(key, text), Source.DEFAULT)));
        if (key.required()) {
            failed.add(key.path());
            if (whole) {
                missing(key);
            }
        }
    }

    private void missing(DeclaredKey key) {
        var names = new ArrayList<String>();
        names.add(key.variables(declaration.prefix()).get(0));
        if (key.secret()) {
            names.add(names.get(0) + "_FILE");
        }
        problems.add(
                "missing",
                file.map(found -> Place.of(found.name())).orElseGet(() -> Place.of(key.path())),
                key.path() + " is required and not set.",
                "Set `"
                        + key.path()
                        + "` in "
                        + file.map(ConfigFile::name).orElse("the file that --config names")
                        + ", or the variable "
                        + String.join(" or ", names)
                        + ".");
    }

    private Optional<Object> read(Given given) {
        var key = given.key();
        try {
            if (given instanceof Given.Plain plain) {
                return Optional.of(Values.read(key, plain.text()));
            }
            if (given instanceof Given.Listed listed) {
                return Optional.of(Values.read(key, listed.texts()));
            }
            return given instanceof Given.InFile in
                    ? Optional.of(Values.read(key, SecretFile.read(in.file())))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            Complaints.wrong(
                    problems, key, given.source(), String.valueOf(e.getMessage()), key.what());
        } catch (UnreadableFile e) {
            var name = given.source().secretFile().map(Object::toString).orElse("its file");
            Complaints.wrong(
                    problems,
                    key,
                    given.source(),
                    name + " " + e.getMessage(),
                    "a file that holds the secret and nothing else");
        }
        return Optional.empty();
    }
}
