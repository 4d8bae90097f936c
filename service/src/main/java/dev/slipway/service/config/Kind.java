package dev.slipway.service.config;

import dev.slipway.report.Json;
import java.util.function.Function;

/// One type that a value can have.
///
/// @param what it is called in a message, such as `a whole number`
/// @param text whether what was written must be kept to the letter
/// @param secret whether it is never shown
/// @param reader gives the value, or throws an `IllegalArgumentException` that goes on with the
///   sentence which the text in quotes has begun
/// @param shower gives what is shown of a value
/// @param schema of it, as JSON Schema
record Kind(
        String what,
        boolean text,
        boolean secret,
        Function<String, Object> reader,
        Function<Object, Json> shower,
        Json.Obj schema) {

    Object read(String written) {
        return reader.apply(written);
    }

    Json show(Object value) {
        return shower.apply(value);
    }
}
