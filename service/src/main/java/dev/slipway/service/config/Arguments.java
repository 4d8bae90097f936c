package dev.slipway.service.config;

import dev.slipway.report.Place;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command line, taken apart.
///
/// @param file that `--config` names
/// @param options `section.key` with its value, of each `--section.key=VALUE`
record Arguments(Optional<String> file, Map<String, String> options) {

    private static final String CONFIG = "--config";

    static Arguments read(List<String> arguments, Problems problems) {
        var files = new LinkedHashMap<String, String>();
        var options = new LinkedHashMap<String, String>();
        for (var each = arguments.iterator(); each.hasNext(); ) {
            var argument = each.next();
            int equals = argument.indexOf('=');
            var name = equals < 0 ? argument : argument.substring(0, equals);
            if (name.equals(CONFIG)) {
                config(equals < 0 ? next(each) : argument.substring(equals + 1), files, problems);
            } else if (name.matches("--[^=.]+\\.[^=]+") && equals > 0) {
                put(options, name.substring(2), argument.substring(equals + 1), problems);
            } else {
                unknown(name, problems);
            }
        }
        return new Arguments(Optional.ofNullable(files.get(CONFIG.substring(2))), options);
    }

    private static String next(Iterator<String> each) {
        return each.hasNext() ? each.next() : "";
    }

    private static void config(String file, Map<String, String> files, Problems problems) {
        if (file.isEmpty()) {
            problems.usage(
                    "option", Place.of(CONFIG), "--config names no file.", "Give --config FILE.");
        } else {
            put(files, CONFIG.substring(2), file, problems);
        }
    }

    private static void put(
            Map<String, String> options, String name, String value, Problems problems) {
        if (options.put(name, value) != null) {
            problems.usage(
                    "option", Place.of("--" + name), "It is given twice.", "Keep one of them.");
        }
    }

    /// Only its name is told: what stands behind it may be a secret.
    private static void unknown(String name, Problems problems) {
        boolean option = name.matches("--[A-Za-z][A-Za-z0-9_.-]*");
        problems.usage(
                "option",
                Place.of(option ? name : "command line"),
                (option ? name : "An argument that is no option") + " is not known.",
                "Give --config FILE or --section.key=VALUE.");
    }
}
