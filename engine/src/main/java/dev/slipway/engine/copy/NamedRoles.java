package dev.slipway.engine.copy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// The roles that a dump names as owners, in grants and in policies: a dump of one database holds
/// no roles, and does not restore without them.
///
/// A line of data that looks like a grant makes a role too many, which does no harm.
final class NamedRoles {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[a-z_][a-z0-9_$]*)";

    private static final Pattern NAMING =
            Pattern.compile(
                    "ALTER .* OWNER TO |GRANT |REVOKE |ALTER DEFAULT PRIVILEGES |CREATE POLICY |SET SESSION AUTHORIZATION ");

    private static final Pattern CONDITION = Pattern.compile(" (?:USING|WITH CHECK) \\(.*");

    private static final Pattern ROLES =
            Pattern.compile("(?:TO|FROM|FOR ROLE|AUTHORIZATION) (%1$s(?:, %1$s)*)".formatted(NAME));

    private static final Pattern ROLE = Pattern.compile(NAME);

    /// Longer than any line that names a role, and shorter than many a row.
    private static final int KEPT = 8 * 1024;

    private NamedRoles() {}

    /// @param sql a dump in plain format, of any size
    /// @return as SQL writes them
    static Set<String> in(Path sql) throws IOException {
        var roles = new TreeSet<String>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(sql), 1 << 16)) {
            var line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    collect(line.toString(StandardCharsets.UTF_8), roles);
                    line.reset();
                } else if (line.size() < KEPT) {
                    line.write(next);
                }
            }
            collect(line.toString(StandardCharsets.UTF_8), roles);
        }
        return roles;
    }

    static void collect(String line, Set<String> roles) {
        if (!NAMING.matcher(line).lookingAt()) {
            return;
        }
        var found = ROLES.matcher(CONDITION.matcher(line).replaceFirst(""));
        while (found.find()) {
            ROLE.matcher(found.group(1)).results().forEach(role -> roles.add(role.group()));
        }
    }
}
