package dev.slipway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The file `.env` of a folder, in which dbmate, goose and sqlx-cli look for what the environment
/// does not set.
///
/// Only the variables that name a database or configure migrations are taken from it: the rest of
/// it is the service's.
final class EnvironmentFile {

    private static final Pattern LINE =
            Pattern.compile(
                    "\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*"
                            + "(?:\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|([^#]*?))\\s*(?:#.*)?");
    private static final Pattern TAKEN =
            Pattern.compile("DATABASE_URL|GOOSE_[A-Z_]+|DBMATE_[A-Z_]+");

    private EnvironmentFile() {}

    /// `environment`, and under it what the file sets.
    static Map<String, String> under(Map<String, String> environment, Path folder) {
        var file = folder.resolve(".env");
        if (!Files.isRegularFile(file)) {
            return environment;
        }
        var all = new HashMap<String, String>();
        try {
            Files.readAllLines(file).forEach(line -> read(line, all));
        } catch (IOException e) {
            throw new ConfigurationException("cannot read " + file, e);
        }
        all.putAll(environment);
        return Map.copyOf(all);
    }

    private static void read(String line, Map<String, String> into) {
        var match = LINE.matcher(line);
        if (match.matches() && TAKEN.matcher(match.group(1)).matches()) {
            if (match.group(2) != null) {
                into.put(match.group(1), match.group(2).replaceAll("\\\\(.)", "$1"));
            } else {
                into.put(match.group(1), match.group(3) != null ? match.group(3) : match.group(4));
            }
        }
    }
}
