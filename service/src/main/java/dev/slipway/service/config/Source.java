package dev.slipway.service.config;

import dev.slipway.report.Place;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/// Where a value comes from.
///
/// @param name of the file, variable or option
/// @param line in the file, counted from 1, where the format tells it
/// @param secretFile that holds the value which `name` only points at
public record Source(Kind kind, String name, OptionalInt line, Optional<Path> secretFile) {

    /// The sources, the weakest first.
    public enum Kind {
        DEFAULT,
        FILE,
        VARIABLE,
        OPTION
    }

    static final Source DEFAULT = of(Kind.DEFAULT, "default");

    static Source file(String name, int line) {
        return new Source(
                Kind.FILE,
                name,
                line > 0 ? OptionalInt.of(line) : OptionalInt.empty(),
                Optional.empty());
    }

    static Source variable(String name) {
        return of(Kind.VARIABLE, name);
    }

    static Source option(String key) {
        return of(Kind.OPTION, "--" + key);
    }

    private static Source of(Kind kind, String name) {
        return new Source(kind, name, OptionalInt.empty(), Optional.empty());
    }

    Source through(Path file) {
        return new Source(kind, name, line, Optional.of(file));
    }

    /// Where a finding about it stands.
    Place place() {
        return new Place(name, line, OptionalInt.empty());
    }

    /// Such as `default`, `shop.yaml:3`, `SHOP_SERVER_PORT` or `--server.port`.
    @Override
    public String toString() {
        return place() + secretFile.map(file -> " (" + file + ")").orElse("");
    }
}
