package dev.slipway.service.config;

import dev.slipway.report.Json;
import java.util.ArrayList;
import java.util.List;

/// The declaration as JSON Schema, for editors and for comparing two versions of a service.
///
/// A required key is `x-required` and not `required`: it may come from the environment, and a file
/// without it is then right. The other facts that JSON Schema has no word for begin with `x-` too.
final class ConfigSchema {

    private final Declaration declaration;

    ConfigSchema(Declaration declaration) {
        this.declaration = declaration;
    }

    Json.Obj toJson() {
        var properties = Json.object();
        for (var name : declaration.sections().keySet()) {
            properties = properties.put(name, section(name));
        }
        return Json.object()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("type", "object")
                .put("additionalProperties", false)
                .put("properties", properties)
                .put("x-prefix", declaration.prefix())
                .put("x-removed", Json.array(declaration.removed(), ConfigSchema::removed));
    }

    private Json.Obj section(String name) {
        var properties = Json.object();
        var exclusive = new ArrayList<Json>();
        for (var key : declaration.keys(name)) {
            properties = properties.put(key.name(), key(key));
            if (key.secret()) {
                var pointer = key.name() + DeclaredKey.FILE;
                properties = properties.put(pointer, pointer(key));
                exclusive.add(exclusive(key.name(), pointer));
            }
        }
        var facts = declaration.section(name);
        var schema =
                Json.object()
                        .put("type", "object")
                        .put("description", facts.about())
                        .put("additionalProperties", false)
                        .put("properties", properties)
                        .put("x-group", facts.group());
        return exclusive.isEmpty() ? schema : schema.put("allOf", Json.array(exclusive));
    }

    private Json.Obj key(DeclaredKey key) {
        var schema = Json.object().put("description", key.facts().about());
        schema =
                key.arity().list()
                        ? schema.put("type", "array").put("items", key.kind().schema())
                        : schema.putAll(key.kind().schema());
        if (key.written().isPresent()) {
            var value = Values.read(key, key.written().get());
            schema = schema.put("default", Values.show(key, value));
        }
        schema =
                schema.put("x-group", key.group())
                        .put("x-required", key.required())
                        .put("x-secret", key.secret())
                        .put("x-variables", Json.strings(key.variables(declaration.prefix())));
        return versions(key.facts(), schema);
    }

    private static Json.Obj versions(Key facts, Json.Obj schema) {
        var all = fact(schema, "x-since", facts.since());
        all = fact(all, "x-renamed-from", facts.renamedFrom());
        all = fact(all, "x-renamed-in", facts.renamedIn());
        all = fact(all, "x-removed-in", facts.removedIn());
        return facts.removedIn().isEmpty() ? all : all.put("deprecated", true);
    }

    private static Json.Obj fact(Json.Obj schema, String name, String value) {
        return value.isEmpty() ? schema : schema.put(name, value);
    }

    private static Json.Obj pointer(DeclaredKey key) {
        return Json.object()
                .put("description", "The file that holds " + key.name() + ", beside this one.")
                .put("type", "string")
                .put("x-group", key.group())
                .put("x-file-of", key.name());
    }

    private static Json.Obj exclusive(String one, String other) {
        var both = Json.object().put("required", Json.strings(List.of(one, other)));
        return Json.object().put("not", both);
    }

    private static Json.Obj removed(Removed removed) {
        return Json.object()
                .put("key", removed.key())
                .put("in", removed.in())
                .put("instead", removed.instead());
    }
}
