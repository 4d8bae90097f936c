package dev.slipway.matinee.web;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A statement as its file has it, and as JDBC wants it.
///
/// @param text with `$1`, `$2`
/// @param jdbc with `?`
/// @param order which of `$1`, `$2` each `?` stands for, counted from 0
record Sql(String text, String jdbc, List<Integer> order) {

    private static final Pattern PARAMETER = Pattern.compile("\\$([1-9][0-9]?)");

    Sql {
        order = List.copyOf(order);
    }

    /// Comments go first: they may speak of `$1`, too.
    static Sql parse(String file) {
        var text =
                file.lines()
                        .filter(line -> !line.stripLeading().startsWith("--"))
                        .collect(Collectors.joining("\n"));
        var order = new ArrayList<Integer>();
        var jdbc =
                PARAMETER
                        .matcher(text.replace("?", "??"))
                        .replaceAll(parameter -> {
                            order.add(Integer.parseInt(parameter.group(1)) - 1);
                            return "?";
                        });
        return new Sql(text, jdbc, order);
    }

    int parameters() {
        return order.stream().mapToInt(index -> index + 1).max().orElse(0);
    }
}
