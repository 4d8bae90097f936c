package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Statements;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes a dbmate file apart: a block for each direction, in this order, and before them nothing
/// but comments.
///
/// dbmate sends a block as one message, so that even `transaction:false` leaves several statements
/// in the transaction that the server makes of them.
final class DbmateFile {

    private static final Pattern UP = directive("up");
    private static final Pattern DOWN = directive("down");
    private static final Pattern NOTHING = Pattern.compile("(?s)\\s*(--.*)?");

    private final String file;
    private final String text;

    DbmateFile(String file, String text) {
        this.file = file;
        this.text = text;
    }

    private static Pattern directive(String direction) {
        return Pattern.compile("(?md)^--\\s*migrate:" + direction + "(\\s*$|\\s+\\S+)");
    }

    /// Whether a text is meant for dbmate, rightly written or not.
    static boolean isOne(String text) {
        return text.contains("migrate:up");
    }

    Script.Parts up() {
        int up = only(UP, "up");
        int down = downAfter(up);
        return block(up, down);
    }

    Script.Parts down() {
        return block(downAfter(only(UP, "up")), text.length());
    }

    private int downAfter(int up) {
        int down = only(DOWN, "down");
        if (down < up) {
            throw wrong(down, "'-- migrate:up' must stand before '-- migrate:down'");
        }
        refuseBefore(up);
        return down;
    }

    /// dbmate runs every section of a direction and then fails as it records the version again.
    private int only(Pattern directive, String direction) {
        var found = directive.matcher(text);
        if (!found.find()) {
            throw wrong(
                    0,
                    "dbmate needs a line '-- migrate:"
                            + direction
                            + "' that begins with its dashes, not with a space or a byte order mark");
        }
        int at = found.start();
        if (found.find()) {
            throw wrong(
                    found.start(),
                    "there is a second '-- migrate:" + direction + "', with which dbmate fails");
        }
        return at;
    }

    private void refuseBefore(int up) {
        int at = 0;
        for (var line : text.substring(0, up).split("\n", -1)) {
            if (!NOTHING.matcher(line).matches()) {
                throw wrong(at, "nothing but comments may stand before '-- migrate:up'");
            }
            at += line.length() + 1;
        }
    }

    private Script.Parts block(int from, int to) {
        int linesBefore = line(from) - 1;
        var statements =
                Statements.split(text.substring(from, to)).stream()
                        .map(one -> new Statement(linesBefore + one.line(), one.sql()))
                        .toList();
        return transactional(text.substring(from, to).split("\n", 2)[0])
                ? new Script.Parts(true, statements)
                : Script.Parts.oneMessage(statements);
    }

    /// The last word of several counts.
    private static boolean transactional(String directive) {
        return Stream.of(directive.split("\\s+"))
                .filter(word -> word.matches("transaction:[^:]*"))
                .reduce((first, last) -> last)
                .filter("transaction:false"::equals)
                .isEmpty();
    }

    private int line(int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    private MigrationFolderException wrong(int at, String what) {
        return new MigrationFolderException(
                file + ":" + line(at) + ": " + what + "; correct the file");
    }
}
