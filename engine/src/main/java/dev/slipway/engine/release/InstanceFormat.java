package dev.slipway.engine.release;

import dev.slipway.engine.deploy.Build;
import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.deploy.Setting;
import dev.slipway.engine.plan.Artefact;
import dev.slipway.report.Json;
import java.nio.file.Path;

/// How instances and builds are written in the ledger.
final class InstanceFormat {

    private InstanceFormat() {}

    static Json.Obj write(Instance instance) {
        var environment = Json.object();
        for (var setting : instance.environment().entrySet()) {
            environment = environment.put(setting.getKey(), write(setting.getValue()));
        }
        return Json.object()
                .put("name", instance.name())
                .put("port", instance.port())
                .put("directory", instance.directory().toString())
                .put("command", Json.strings(instance.command()))
                .put("environment", environment)
                .put("ready_within", instance.readyWithin().toString())
                .put("drain_within", instance.drainWithin().toString());
    }

    static Instance read(Fields fields) {
        return new Instance(
                fields.text("name"),
                Math.toIntExact(fields.number("port")),
                fields.path("directory"),
                fields.texts("command"),
                fields.object("environment").each(InstanceFormat::setting),
                fields.duration("ready_within"),
                fields.duration("drain_within"));
    }

    private static Json.Obj write(Setting setting) {
        return switch (setting) {
            case Setting.Value(var text) -> Json.object().put("value", text);
            case Setting.OfFile(var file) -> Json.object().put("file", file.toString());
            case Setting.OfEnvironment(var variable) -> Json.object().put("variable", variable);
        };
    }

    private static Setting setting(Fields fields) {
        var file = fields.optional("file");
        if (file.isPresent()) {
            return new Setting.OfFile(Path.of(file.get()));
        }
        var variable = fields.optional("variable");
        return variable.isPresent()
                ? new Setting.OfEnvironment(variable.get())
                : new Setting.Value(fields.text("value"));
    }

    static Json.Obj write(Build build) {
        return Json.object()
                .put("version", build.version())
                .put("artefact", build.artefact().file().toString())
                .put("digest", build.artefact().digest());
    }

    static Build readBuild(Fields fields) {
        return new Build(
                fields.text("version"),
                new Artefact(fields.path("artefact"), fields.text("digest")));
    }
}
