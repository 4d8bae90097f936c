package dev.slipway.service.config;

import dev.slipway.report.Place;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes the records of a configuration. What a compact constructor refuses with an
/// `IllegalArgumentException` is a problem of its section like any other.
final class Records {

    private final Declaration declaration;
    private final Resolution resolution;
    private final Problems problems;

    Records(Declaration declaration, Resolution resolution, Problems problems) {
        this.declaration = declaration;
        this.resolution = resolution;
        this.problems = problems;
    }

    /// Empty if any part of it could not be made.
    <T extends Record> Optional<T> make(Class<T> type) {
        var sections = new ArrayList<Object>();
        declaration
                .sections()
                .forEach((name, component) -> section(name, component).ifPresent(sections::add));
        return sections.size() == declaration.sections().size()
                ? construct(type, sections, "configuration", declaration.keys())
                : Optional.empty();
    }

    private Optional<Object> section(String name, RecordComponent component) {
        var keys = declaration.keys(name);
        if (keys.stream().anyMatch(resolution::failed)) {
            return Optional.empty();
        }
        return construct(component.getType(), keys.stream().map(this::value).toList(), name, keys)
                .map(Object.class::cast);
    }

    private Object value(DeclaredKey key) {
        var value = resolution.value(key).map(Resolution.Resolved::value);
        return key.arity().optional() ? value : value.orElseThrow();
    }

    private <T> Optional<T> construct(
            Class<T> type, List<?> values, String name, List<DeclaredKey> keys) {
        try {
            var parameters =
                    Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(values.toArray()));
        } catch (InvocationTargetException e) {
            refused(Objects.requireNonNullElse(e.getCause(), e), name, keys);
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type.getName(), e);
        }
    }

    private void refused(Throwable cause, String name, List<DeclaredKey> keys) {
        if (cause instanceof IllegalArgumentException refusal) {
            var why = Objects.requireNonNullElse(refusal.getMessage(), "its values do not fit");
            problems.add(
                    "value",
                    Place.of(name),
                    name + ": " + Redaction.without(secrets(keys), why) + ".",
                    "Its values are from " + sources(keys) + ".");
        } else if (cause instanceof Error error) {
            throw error;
        } else {
            throw bug(cause, name);
        }
    }

    /// Of the service. Its message is left out, which may hold a secret; where it happened is kept.
    private static IllegalStateException bug(Throwable cause, String name) {
        var bug =
                new IllegalStateException(
                        "the record of " + name + " threw " + cause.getClass().getName());
        bug.setStackTrace(cause.getStackTrace());
        return bug;
    }

    private Collection<Secret> secrets(List<DeclaredKey> keys) {
        return resolved(keys).flatMap(one -> one.secrets().stream()).toList();
    }

    private String sources(List<DeclaredKey> keys) {
        var names = resolved(keys).map(one -> one.source().toString()).distinct().toList();
        return String.join(", ", names);
    }

    private Stream<Resolution.Resolved> resolved(List<DeclaredKey> keys) {
        return keys.stream().map(resolution::value).flatMap(Optional::stream);
    }
}
