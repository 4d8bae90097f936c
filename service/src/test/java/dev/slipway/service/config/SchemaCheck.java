package dev.slipway.service.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// As much of JSON Schema as the schema of a configuration uses; of a keyword that it does not know
/// it complains, so that nothing passes unlooked at.
final class SchemaCheck {

    private static final List<String> SAYS_NOTHING =
            List.of("$schema", "description", "default", "format", "writeOnly", "deprecated");

    private final List<String> complaints = new ArrayList<>();

    private SchemaCheck() {}

    static List<String> of(JsonNode schema, JsonNode value) {
        var check = new SchemaCheck();
        check.check("", schema, value);
        return check.complaints;
    }

    private void check(String path, JsonNode schema, JsonNode value) {
        for (var keyword : schema.properties()) {
            var wanted = keyword.getValue();
            boolean holds =
                    switch (keyword.getKey()) {
                        case "type" -> isOneOf(wanted, value);
                        case "enum" -> wanted.valueStream().anyMatch(value::equals);
                        case "minimum" ->
                                !value.isNumber() || value.asDouble() >= wanted.asDouble();
                        case "maximum" ->
                                !value.isNumber() || value.asDouble() <= wanted.asDouble();
                        case "pattern" ->
                                !value.isString()
                                        || Pattern.compile(wanted.asString())
                                                .matcher(value.asString())
                                                .find();
                        case "additionalProperties" ->
                                value.propertyNames().stream()
                                        .allMatch(schema.get("properties")::has);
                        case "properties" -> properties(path, wanted, value);
                        case "items" -> items(path, wanted, value);
                        case "allOf" ->
                                wanted.valueStream().allMatch(each -> of(each, value).isEmpty());
                        case "not" -> !of(wanted, value).isEmpty();
                        case "required" ->
                                wanted.valueStream().allMatch(name -> value.has(name.asString()));
                        default ->
                                keyword.getKey().startsWith("x-")
                                        || SAYS_NOTHING.contains(keyword.getKey());
                    };
            if (!holds) {
                complaints.add(path + ": " + keyword.getKey());
            }
        }
    }

    private boolean properties(String path, JsonNode wanted, JsonNode value) {
        for (var field : value.properties()) {
            if (wanted.has(field.getKey())) {
                check(path + "/" + field.getKey(), wanted.get(field.getKey()), field.getValue());
            }
        }
        return true;
    }

    private boolean items(String path, JsonNode wanted, JsonNode value) {
        value.valueStream().forEach(item -> check(path + "/", wanted, item));
        return true;
    }

    private static boolean isOneOf(JsonNode wanted, JsonNode value) {
        return wanted.isArray()
                ? wanted.valueStream().anyMatch(one -> is(one.asString(), value))
                : is(wanted.asString(), value);
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            default -> throw new IllegalArgumentException(type);
        };
    }
}
