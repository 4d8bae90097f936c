package dev.slipway.migrate.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the first words of a statement.
final class ConcurrentHead {

    /// A comment, a quoted name, a word or any other character.
    private static final Pattern TOKEN =
            Pattern.compile(
                    "--[^\\n]*|/\\*.*?\\*/|\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*|\\S",
                    Pattern.DOTALL);

    private static final int LONGEST_HEAD = 200;

    private final List<String> tokens;
    private int at;

    ConcurrentHead(String sql) {
        tokens =
                TOKEN.matcher(sql)
                        .results()
                        .map(match -> match.group())
                        .filter(token -> !token.startsWith("--") && !token.startsWith("/*"))
                        .limit(LONGEST_HEAD)
                        .toList();
    }

    Optional<Concurrent> read() {
        if (take("create")) {
            return createIndex();
        }
        if (take("drop")) {
            return dropIndex();
        }
        if (take("reindex")) {
            return reindex();
        }
        return take("alter") ? detach() : Optional.empty();
    }

    private Optional<Concurrent> createIndex() {
        take("unique");
        if (!take("index") || !take("concurrently")) {
            return Optional.empty();
        }
        takeAll("if", "not", "exists");
        var name = is("on") ? Optional.<String>empty() : name();
        if (!take("on")) {
            return Optional.empty();
        }
        take("only");
        return name().map(table -> new Concurrent.CreateIndex(name, table));
    }

    private Optional<Concurrent> dropIndex() {
        if (!take("index") || !take("concurrently")) {
            return Optional.empty();
        }
        takeAll("if", "exists");
        var names = new ArrayList<String>();
        do {
            name().ifPresent(names::add);
        } while (take(","));
        return Optional.of(new Concurrent.DropIndex(names));
    }

    private Optional<Concurrent> reindex() {
        boolean concurrently = options();
        if (take("index")) {
            concurrently |= take("concurrently");
            return concurrently ? name().map(Concurrent.ReindexIndex::new) : Optional.empty();
        }
        if (take("table")) {
            concurrently |= take("concurrently");
            return concurrently ? name().map(Concurrent.ReindexTable::new) : Optional.empty();
        }
        return Optional.empty();
    }

    /// Whether options in parentheses say `concurrently`.
    private boolean options() {
        boolean concurrently = false;
        if (is("(")) {
            while (at < tokens.size() && !take(")")) {
                concurrently |= is("concurrently");
                at++;
            }
        }
        return concurrently;
    }

    private Optional<Concurrent> detach() {
        if (!take("table")) {
            return Optional.empty();
        }
        takeAll("if", "exists");
        take("only");
        var parent = name();
        if (!takeAll("detach", "partition")) {
            return Optional.empty();
        }
        var partition = name();
        return parent.isPresent() && partition.isPresent() && take("concurrently")
                ? Optional.of(new Concurrent.Detach(parent.get(), partition.get()))
                : Optional.empty();
    }

    /// A name with its schema, if it has one.
    private Optional<String> name() {
        if (!isName()) {
            return Optional.empty();
        }
        var name = new StringBuilder(tokens.get(at++));
        while (is(".")) {
            name.append(tokens.get(at++));
            if (isName()) {
                name.append(tokens.get(at++));
            }
        }
        return Optional.of(name.toString());
    }

    private boolean isName() {
        return at < tokens.size()
                && (tokens.get(at).startsWith("\"")
                        || Character.isLetter(tokens.get(at).codePointAt(0))
                        || tokens.get(at).startsWith("_"));
    }

    private boolean takeAll(String first, String... rest) {
        if (!take(first)) {
            return false;
        }
        for (var word : rest) {
            if (!take(word)) {
                return false;
            }
        }
        return true;
    }

    private boolean take(String word) {
        boolean there = is(word);
        at += there ? 1 : 0;
        return there;
    }

    private boolean is(String word) {
        return at < tokens.size() && tokens.get(at).equalsIgnoreCase(word);
    }
}
