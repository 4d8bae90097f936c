package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Statement;
import java.util.List;
import java.util.function.Supplier;

/// A text that is run in one direction.
///
/// It is taken apart when it is about to run and not before: a database with nothing pending costs
/// no parsing, and a long text is not held twice.
public final class Script {

    private final String file;
    private final String text;
    private final Supplier<Parts> parts;

    Script(String file, String text, Supplier<Parts> parts) {
        this.file = file;
        this.text = text;
        this.parts = parts;
    }

    /// What a text consists of.
    ///
    /// @param transactional whether all of it runs in one transaction; otherwise each statement is
    ///   on its own
    record Parts(boolean transactional, List<Statement> statements) {
        Parts {
            statements = List.copyOf(statements);
        }

        /// A text that its tool sends as one message: the server makes one transaction of several
        /// statements, and none of a single one.
        static Parts oneMessage(List<Statement> statements) {
            return new Parts(statements.size() > 1, statements);
        }
    }

    /// Some of its statements, all in one transaction whatever the file says.
    public Script inOneTransaction(List<Statement> some) {
        var whole = new Parts(true, some);
        return new Script(file, text, () -> whole);
    }

    public String file() {
        return file;
    }

    /// The whole file.
    public String text() {
        return text;
    }

    public boolean transactional() {
        return parts.get().transactional();
    }

    public List<Statement> statements() {
        return parts.get().statements();
    }

    @Override
    public String toString() {
        return file;
    }
}
