package dev.slipway.report;

import java.util.OptionalInt;

/// Where something was found: a file, line and column, a database object, a host.
///
/// @param name what a person would look for, such as `20260301_add_posters.sql` or `public.room`
/// @param line counted from 1, when `name` is a text file
/// @param column in that line, counted from 1, if it is known
public record Place(String name, OptionalInt line, OptionalInt column) {

    public Place {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a place needs a name");
        }
        if (line.isPresent() && line.getAsInt() < 1) {
            throw new IllegalArgumentException("lines count from 1, not from " + line.getAsInt());
        }
    }

    public static Place of(String name) {
        return new Place(name, OptionalInt.empty(), OptionalInt.empty());
    }

    public static Place line(String file, int line) {
        return at(file, line, OptionalInt.empty());
    }

    public static Place at(String file, int line, OptionalInt column) {
        return new Place(file, OptionalInt.of(line), column);
    }

    /// Whether it is, or is in, a text file that a person can open.
    boolean isFile() {
        return line.isPresent() || name.endsWith(".sql");
    }

    /// As editors and compilers write it: `name:line` or `name:line:column`.
    @Override
    public String toString() {
        return name + counted(line) + counted(column);
    }

    private static String counted(OptionalInt number) {
        return number.isPresent() ? ":" + number.getAsInt() : "";
    }
}
