package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Takes a goose file apart for one direction, line by line as goose does.
///
/// A statement ends on a line whose last word before a comment ends in a semicolon, whatever quotes
/// it stands in; between `StatementBegin` and `StatementEnd` nothing ends it.
final class GooseFile {

    /// The section of a file.
    enum Direction {
        UP,
        DOWN
    }

    private enum Place {
        START,
        SECTION,
        BLOCK
    }

    private final String file;
    private final Direction wanted;
    private final EnvironmentText environment;
    private final List<Statement> statements = new ArrayList<>();
    private final StringBuilder buffer = new StringBuilder();
    private Place place = Place.START;
    private Direction section = Direction.UP;
    private boolean transactional = true;
    private boolean substitutes;
    private int number;
    private int bufferLine;

    GooseFile(String file, Direction wanted, Map<String, String> environment) {
        this.file = file;
        this.wanted = wanted;
        this.environment = new EnvironmentText(environment);
    }

    Script.Parts parse(String text) {
        text.lines()
                .forEach(line -> {
                    number++;
                    if (line.strip().startsWith("--") && line.contains("+goose")) {
                        annotation(line);
                    } else {
                        sql(line);
                    }
                });
        if (place == Place.START) {
            throw wrong("it must begin with '-- +goose Up'");
        }
        if (place == Place.BLOCK) {
            throw wrong("a '-- +goose StatementBegin' has no '-- +goose StatementEnd'");
        }
        refuseRest();
        return new Script.Parts(transactional, statements);
    }

    private void annotation(String line) {
        if (Character.isWhitespace(line.charAt(0))) {
            throw wrong("an annotation must not be indented");
        }
        var words = line.replace("--", "").replaceFirst("\\+goose", "").strip();
        switch (words.toLowerCase(Locale.ROOT)) {
            case "up" -> up();
            case "down" -> down();
            case "statementbegin" -> beginBlock();
            case "statementend" -> endBlock();
            case "no transaction" -> transactional = false;
            case "envsub on" -> substitutes = true;
            case "envsub off" -> substitutes = false;
            default -> throw wrong("goose has no annotation '" + words + "'");
        }
    }

    private void up() {
        if (place != Place.START) {
            throw wrong("there is a second '-- +goose Up'");
        }
        place = Place.SECTION;
    }

    private void down() {
        if (place != Place.SECTION || section == Direction.DOWN) {
            throw wrong("'-- +goose Down' must follow '-- +goose Up' and stand there once");
        }
        refuseRest();
        section = Direction.DOWN;
    }

    private void beginBlock() {
        if (place != Place.SECTION) {
            throw wrong("'-- +goose StatementBegin' must stand in a section, and not in itself");
        }
        place = Place.BLOCK;
    }

    private void endBlock() {
        if (place != Place.BLOCK) {
            throw wrong("'-- +goose StatementEnd' has no '-- +goose StatementBegin'");
        }
        place = Place.SECTION;
        end();
    }

    private void sql(String line) {
        if (buffer.isEmpty() && (line.isEmpty() || line.strip().startsWith("--"))) {
            return;
        }
        if (place == Place.START) {
            throw wrong(
                    line.startsWith("\uFEFF")
                            ? "it begins with a byte order mark, which goose does not take: save it"
                                    + " without one"
                            : "it must begin with '-- +goose Up'");
        }
        if (section != wanted) {
            return;
        }
        if (buffer.isEmpty()) {
            bufferLine = number;
        }
        buffer.append(substitutes ? environment.fill(line, this::wrong) : line).append('\n');
        if (place == Place.SECTION && endsStatement(line)) {
            end();
        }
    }

    private static boolean endsStatement(String line) {
        var last = "";
        for (var word : line.strip().split("\\s+", -1)) {
            if (word.startsWith("--")) {
                break;
            }
            last = word;
        }
        return last.endsWith(";");
    }

    private void end() {
        if (section == wanted && !buffer.toString().isBlank()) {
            statements.add(new Statement(bufferLine, buffer.toString().strip()));
        }
        buffer.setLength(0);
    }

    private void refuseRest() {
        if (!buffer.toString().isBlank()) {
            throw wrong(
                    "the statement that begins on line "
                            + bufferLine
                            + " has no semicolon at the end of a line");
        }
    }

    private MigrationFolderException wrong(String what) {
        return new MigrationFolderException(
                file + ":" + Math.max(number, 1) + ": " + what + "; correct the file");
    }
}
