package dev.slipway.service.config;

import dev.slipway.service.config.DeclaredKey.Arity;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Makes a [DeclaredKey] of a component of a section's record.
final class KeyReader {

    /// A name that promises a secret, whose type must keep the promise.
    private static final String SECRET_NAME =
            ".*(password|passwd|passphrase|secret|token|api_key|access_key|private_key|credentials?)";

    private KeyReader() {}

    /// As files write it: `maxConnections` is `max_connections`.
    static String name(RecordComponent component) {
        return component
                .getName()
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException for what the service's author must mend
    static DeclaredKey read(String section, Section group, RecordComponent component) {
        var path = section + "." + name(component);
        var facts = component.getAnnotation(Key.class);
        require(facts != null, path + " has no @Key");
        var key = key(section, group, component, facts);
        check(key);
        return key;
    }

    private static DeclaredKey key(
            String section, Section group, RecordComponent component, Key facts) {
        Type type = component.getGenericType();
        boolean optional = raw(type) == Optional.class;
        type = optional ? inner(type) : type;
        boolean list = raw(type) == List.class;
        type = list ? inner(type) : type;
        var path = section + "." + name(component);
        var kind =
                Kinds.of(raw(type))
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        path
                                                + " has a type that no value has: "
                                                + component.getGenericType()));
        return new DeclaredKey(
                section,
                name(component),
                kind,
                new Arity(list, optional),
                Optional.of(facts.defaultValue()).filter(text -> !text.isEmpty()),
                facts.group().isEmpty() ? group.group() : facts.group(),
                facts);
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            return raw(parameterized.getRawType());
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    private static Type inner(Type type) {
        return type instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()[0]
                : Object.class;
    }

    private static void check(DeclaredKey key) {
        require(!key.facts().about().isBlank(), key.path() + " says nothing about itself");
        require(
                key.written().isEmpty() || !key.arity().optional(),
                key.path() + " has a default and is Optional: one of them is never used");
        require(
                key.written().isEmpty() || !key.secret(),
                key.path() + " is a secret with a default");
        require(
                key.facts().renamedFrom().isEmpty() == key.facts().renamedIn().isEmpty(),
                key.path() + " was renamed: say from what, and in which version");
        require(
                key.secret()
                        || !key.kind().what().equals("a text")
                        || !key.name().matches(SECRET_NAME),
                key.path() + " is named like a secret: make it a Secret");
        key.written().ifPresent(text -> checkDefault(key, text));
    }

    private static void checkDefault(DeclaredKey key, String text) {
        try {
            Values.read(key, text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key.path() + ": " + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
