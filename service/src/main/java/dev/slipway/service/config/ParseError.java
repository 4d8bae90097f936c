package dev.slipway.service.config;

import dev.slipway.report.Place;
import java.util.Optional;
import java.util.OptionalInt;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/// Tells where a file stops being what its name says. A parser's own message quotes the file, and
/// with it what may be a secret: it is told only where it is plain words.
final class ParseError {

    private static final String PLAIN_WORDS = "[a-z ,.:'<>]{1,120}";

    private static final String TWICE = "Duplicate key";

    private ParseError() {}

    static void add(ConfigFile file, String format, JacksonException e, Problems problems) {
        if (e instanceof StreamConstraintsException) {
            problems.add(
                    "syntax",
                    place(file.name(), e),
                    "It nests deeper, or has longer names or numbers, than a configuration does.",
                    "Take out what is not configuration.");
        } else if (String.valueOf(e.getOriginalMessage()).startsWith(TWICE)) {
            problems.add(
                    "duplicate",
                    place(file.name(), e),
                    "A key is written twice, here or just above.",
                    "Keep one of them.");
        } else {
            problems.add(
                    "syntax",
                    place(file.name(), e),
                    "It is not " + format + " here or just above" + words(e) + ".",
                    "Look for a missing quote or bracket, a tab, or a line that is not indented"
                            + " like its neighbours.");
        }
    }

    private static Place place(String file, JacksonException e) {
        var mark = mark(e);
        if (mark.isPresent()) {
            return Place.at(
                    file, mark.get().getLine() + 1, OptionalInt.of(mark.get().getColumn() + 1));
        }
        var location = Optional.ofNullable(e.getLocation()).filter(found -> found.getLineNr() > 0);
        return location.map(found -> Place.line(file, found.getLineNr()))
                .orElseGet(() -> Place.of(file));
    }

    private static Optional<Mark> mark(JacksonException e) {
        return marked(e).flatMap(MarkedYamlEngineException::getProblemMark);
    }

    private static String words(JacksonException e) {
        return marked(e)
                .map(MarkedYamlEngineException::getProblem)
                .filter(problem -> problem.matches(PLAIN_WORDS))
                .map(problem -> ": " + problem)
                .orElse("");
    }

    private static Optional<MarkedYamlEngineException> marked(JacksonException e) {
        return e.getCause() instanceof MarkedYamlEngineException marked
                ? Optional.of(marked)
                : Optional.empty();
    }
}
