package dev.slipway.service.config;

import dev.slipway.report.Json;
import java.util.Arrays;
import java.util.List;

/// Makes values of texts, one or a list, as a key wants them.
final class Values {

    private static final String EMPTY_LIST = "[]";

    private Values() {}

    /// @param text of a variable, an option, a default or a file: items of a list have commas or
    ///   line ends between
    /// @throws IllegalArgumentException with a sentence about the text, without a secret
    static Object read(DeclaredKey key, String text) {
        return key.arity().list() ? read(key, items(text)) : one(key, text);
    }

    /// @throws IllegalArgumentException with a sentence about the first that is wrong
    static Object read(DeclaredKey key, List<String> texts) {
        return texts.stream().map(text -> one(key, text)).toList();
    }

    private static List<String> items(String text) {
        return text.strip().equals(EMPTY_LIST)
                ? List.of()
                : Arrays.stream(text.split("[,\n]", -1)).map(String::strip).toList();
    }

    private static Object one(DeclaredKey key, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    key.arity().list() ? "an item of the list is empty" : "it is empty");
        }
        try {
            return key.kind().read(text);
        } catch (IllegalArgumentException e) {
            var shown = key.secret() ? "it" : Redaction.quoted(text);
            throw new IllegalArgumentException(shown + " " + e.getMessage(), e);
        }
    }

    static Json show(DeclaredKey key, Object value) {
        return value instanceof List<?> items
                ? Json.array(items, key.kind()::show)
                : key.kind().show(value);
    }
}
