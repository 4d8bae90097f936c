package dev.slipway.service.config;

import dev.slipway.report.Json;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/// The types that a value can have. Each reads the text that a file, a variable or an option gives.
final class Kinds {

    private static final String WHOLE = "-?(0|[1-9][0-9]*)";

    private static final String DECIMAL = "-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

    private static final String YES_OR_NO = "true|True|TRUE|false|False|FALSE";

    private static final List<String> ANY_SCALAR = List.of("string", "number", "boolean");

    private Kinds() {}

    static Optional<Kind> of(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return Optional.of(yesOrNo());
        }
        if (type == int.class || type == Integer.class) {
            return Optional.of(whole(Integer.MIN_VALUE, Integer.MAX_VALUE, BigInteger::intValue));
        }
        if (type == long.class || type == Long.class) {
            return Optional.of(whole(Long.MIN_VALUE, Long.MAX_VALUE, BigInteger::longValue));
        }
        if (type == double.class || type == Double.class) {
            return Optional.of(decimal());
        }
        return type.isEnum() ? Optional.of(word(type)) : text(type);
    }

    private static Optional<Kind> text(Class<?> type) {
        if (type == String.class) {
            return Optional.of(text("a text", text -> text, types(ANY_SCALAR)));
        }
        if (type == Secret.class) {
            return Optional.of(secret());
        }
        if (type == Duration.class) {
            return Optional.of(duration());
        }
        if (type == URI.class) {
            return Optional.of(text("a URL", Kinds::uri, string().put("format", "uri")));
        }
        return type == Path.class
                ? Optional.of(text("a path", Kinds::path, string()))
                : Optional.empty();
    }

    private static Kind yesOrNo() {
        return new Kind(
                "true or false",
                false,
                false,
                text -> {
                    require(text.matches(YES_OR_NO), "is neither true nor false");
                    return Boolean.valueOf(text);
                },
                value -> new Json.Bool((Boolean) value),
                types(List.of("boolean", "string")).put("pattern", "^(" + YES_OR_NO + ")$"));
    }

    private static Kind whole(long least, long most, Function<BigInteger, Object> narrow) {
        return new Kind(
                "a whole number",
                false,
                false,
                text -> {
                    require(text.matches(WHOLE), "is no whole number");
                    require(fits(text, least, most), "is not between " + least + " and " + most);
                    return narrow.apply(new BigInteger(text));
                },
                value -> new Json.Num(value.toString()),
                types(List.of("integer", "string"))
                        .put("minimum", least)
                        .put("maximum", most)
                        .put("pattern", "^" + WHOLE + "$"));
    }

    /// Looks at the length first: to make a number of a million digits takes long.
    private static boolean fits(String text, long least, long most) {
        if (text.length() > 20) {
            return false;
        }
        var number = new BigInteger(text);
        return number.compareTo(BigInteger.valueOf(least)) >= 0
                && number.compareTo(BigInteger.valueOf(most)) <= 0;
    }

    private static Kind decimal() {
        return new Kind(
                "a number",
                false,
                false,
                text -> {
                    require(text.matches(DECIMAL), "is no number");
                    double number = Double.parseDouble(text);
                    require(Double.isFinite(number), "is larger than a number can be");
                    return number;
                },
                value -> new Json.Num(value.toString()),
                types(List.of("number", "string")).put("pattern", "^" + DECIMAL + "$"));
    }

    private static Kind duration() {
        return new Kind(
                "a time such as 500ms, 30s, 5m, 2h or 1d",
                true,
                false,
                Times::read,
                value -> new Json.Str(Times.text((Duration) value)),
                string().put("pattern", Times.PATTERN));
    }

    private static Kind secret() {
        return new Kind(
                "a secret",
                true,
                true,
                text -> {
                    require(!Redaction.isIn(text), "is what is shown in place of a secret");
                    return Secret.of(text);
                },
                value -> new Json.Str(Redaction.MARK),
                types(ANY_SCALAR).put("writeOnly", true));
    }

    private static Kind word(Class<?> type) {
        var words = Arrays.stream(type.getEnumConstants()).map(Kinds::word).toList();
        return new Kind(
                "one of " + String.join(", ", words),
                true,
                false,
                text -> {
                    require(words.contains(text), "is none of " + String.join(", ", words));
                    return type.getEnumConstants()[words.indexOf(text)];
                },
                value -> new Json.Str(word(value)),
                Json.object().put("enum", Json.strings(words)));
    }

    private static String word(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Kind text(String what, Function<String, Object> reader, Json.Obj schema) {
        return new Kind(
                what,
                true,
                false,
                reader,
                value -> new Json.Str(Redaction.text(value.toString())),
                schema);
    }

    private static Object uri(String text) {
        require(!Redaction.isIn(text), "has *** where a secret was shown");
        try {
            var uri = new URI(text);
            require(uri.isAbsolute(), "is no URL with a scheme, such as https://host/");
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is no URL: " + reason(e), e);
        }
    }

    private static String reason(URISyntaxException e) {
        return e.getReason().toLowerCase(Locale.ROOT) + " at character " + (e.getIndex() + 1);
    }

    private static Object path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is no path", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static Json.Obj string() {
        return Json.object().put("type", "string");
    }

    private static Json.Obj types(List<String> names) {
        return Json.object().put("type", Json.strings(names));
    }
}
