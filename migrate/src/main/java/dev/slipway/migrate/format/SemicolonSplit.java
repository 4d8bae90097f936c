package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Statement;
import dev.slipway.migrate.sql.Statements;
import java.util.ArrayList;
import java.util.List;

/// Cuts a text after every semicolon, be it in quotes or in a function's body, as golang-migrate
/// does when it is told that files hold several statements.
final class SemicolonSplit {

    private SemicolonSplit() {}

    static List<Statement> of(String text) {
        var statements = new ArrayList<Statement>();
        int line = 1;
        for (int from = 0; from < text.length(); ) {
            int semicolon = text.indexOf(';', from);
            int to = semicolon < 0 ? text.length() : semicolon + 1;
            var piece = text.substring(from, to);
            for (var statement : Statements.split(piece)) {
                statements.add(new Statement(line + statement.line() - 1, statement.sql()));
            }
            line += (int) piece.chars().filter(c -> c == '\n').count();
            from = to;
        }
        return statements;
    }
}
