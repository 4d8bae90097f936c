package dev.slipway.matinee.web;

import dev.slipway.service.config.Secret;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The fields of a JSON object that a client sent, each checked when it is taken.
final class Fields {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode object;

    private Fields(JsonNode object) {
        this.object = object;
    }

    static Fields parse(String json) {
        try {
            var node = JSON.readTree(json);
            if (node.isObject()) {
                return new Fields(node);
            }
        } catch (JacksonException e) {
            throw new Refusal(400, "This is not JSON: look at " + place(e) + ".");
        }
        throw new Refusal(400, "Send a JSON object.");
    }

    String text(String field, int longest) {
        return optionalText(field, longest)
                .orElseThrow(() -> new Refusal(400, "The field " + field + " is missing."));
    }

    /// A text that is not shown again, in no error either.
    Secret secret(String field, int shortest, int longest) {
        var text = text(field, longest);
        if (text.length() < shortest) {
            throw new Refusal(400, field + " has " + shortest + " to " + longest + " characters.");
        }
        return Secret.of(text);
    }

    Optional<String> optionalText(String field, int longest) {
        return given(field).map(node -> checked(field, node, longest));
    }

    String oneOf(String field, List<String> words) {
        var word = text(field, 100);
        if (!words.contains(word)) {
            throw new Refusal(400, field + " is one of " + String.join(", ", words) + ".");
        }
        return word;
    }

    /// A whole number that is not negative.
    long number(String field) {
        return given(field)
                .filter(JsonNode::isIntegralNumber)
                .filter(JsonNode::canConvertToLong)
                .map(JsonNode::longValue)
                .filter(number -> number >= 0)
                .orElseThrow(
                        () -> new Refusal(400, field + " is a whole number that is not negative."));
    }

    private Optional<JsonNode> given(String field) {
        return object.optional(field).filter(node -> !node.isNull());
    }

    /// Where, but not what: it may be part of a password.
    private static String place(JacksonException e) {
        var at = e.getLocation();
        return "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static String checked(String field, JsonNode node, int longest) {
        if (!node.isString()) {
            throw new Refusal(400, field + " is a string.");
        }
        var text = node.stringValue();
        if (text.isBlank() || text.codePointCount(0, text.length()) > longest) {
            throw new Refusal(400, field + " has 1 to " + longest + " characters.");
        }
        if (text.codePoints().anyMatch(Fields::unprintable)) {
            throw new Refusal(400, field + " has a character that cannot be shown.");
        }
        return text;
    }

    private static boolean unprintable(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.SURROGATE;
    }
}
