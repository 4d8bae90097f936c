package dev.slipway.migrate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// A password file as libpq reads it: lines of `host:port:database:user:password`.
///
/// The first line that matches decides. `*` matches anything; `\:` and `\\` stand for themselves. A
/// file that others can read is not used, as with libpq.
record PassFile(Path path) {

    private static final EnumSet<PosixFilePermission> OTHERS =
            EnumSet.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    Optional<Password> find(String host, int port, String database, String user) {
        var wanted = List.of(host, Integer.toString(port), database, user);
        return lines().stream()
                .map(PassFile::fields)
                .filter(fields -> fields.size() == 5 && matches(fields, wanted))
                .findFirst()
                .map(fields -> new Password(fields.get(4)));
    }

    private List<String> lines() {
        try {
            var permissions = Files.getPosixFilePermissions(path);
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw new IllegalArgumentException(
                        "the password file "
                                + path
                                + " can be read by others and is not used: chmod 600 "
                                + path);
            }
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot read the password file " + path + ": " + e.getMessage(), e);
        }
    }

    private static boolean matches(List<String> fields, List<String> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!fields.get(i).equals("*") && !fields.get(i).equals(wanted.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> fields(String line) {
        if (line.startsWith("#")) {
            return List.of();
        }
        var fields = new ArrayList<String>();
        var field = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                field.append(line.charAt(++i));
            } else if (c == ':' && fields.size() < 4) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
