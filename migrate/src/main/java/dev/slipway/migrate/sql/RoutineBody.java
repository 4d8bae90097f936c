package dev.slipway.migrate.sql;

/// Follows the words of one statement to know whether it stands inside a `begin atomic … end` body,
/// in which semicolons do not end the statement.
final class RoutineBody {

    private int words;
    private boolean create;
    private boolean routine;
    private int depth;

    /// Takes the next word, in lower case.
    void word(String word) {
        words++;
        if (words == 1) {
            create = word.equals("create");
        } else if (create && words <= 4 && (word.equals("function") || word.equals("procedure"))) {
            routine = true;
        } else if (routine) {
            nest(word);
        }
    }

    private void nest(String word) {
        if (word.equals("begin") || (word.equals("case") && depth > 0)) {
            depth++;
        } else if (word.equals("end") && depth > 0) {
            depth--;
        }
    }

    boolean open() {
        return depth > 0;
    }
}
