package dev.slipway.report;

import java.util.OptionalInt;

/// Where something was found: a file and line, a database object, a host.
///
/// @param name what a person would look for, such as `20260301_add_posters.sql` or `public.room`
/// @param line counted from 1, when `name` is a text file
public record Place(String name, OptionalInt line) {

    public Place {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a place needs a name");
        }
        if (line.isPresent() && line.getAsInt() < 1) {
            throw new IllegalArgumentException("lines count from 1, not from " + line.getAsInt());
        }
    }

    public static Place of(String name) {
        return new Place(name, OptionalInt.empty());
    }

    public static Place line(String file, int line) {
        return new Place(file, OptionalInt.of(line));
    }

    /// Whether it is, or is in, a text file that a person can open.
    boolean isFile() {
        return line.isPresent() || name.endsWith(".sql");
    }

    /// As editors and compilers write it: `name:line`.
    @Override
    public String toString() {
        return line.isPresent() ? name + ":" + line.getAsInt() : name;
    }
}
