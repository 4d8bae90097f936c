package dev.slipway.engine.release;

import dev.slipway.engine.plan.Versions;
import dev.slipway.report.Json;

/// How a service's description is written in the ledger.
final class SpecFormat {

    private SpecFormat() {}

    static Json.Obj write(ServiceSpec spec) {
        return Json.object()
                .put("name", spec.name())
                .put("environment", spec.environment())
                .put("instances", Json.array(spec.instances(), InstanceFormat::write))
                .put("versions", spec.versions().folder().toString())
                .put("artefact_name", spec.versions().artefactName())
                .put("database", spec.database())
                .put("checks", Json.array(spec.checks(), CheckFormat::write))
                .put("work_folder", spec.workFolder().toString());
    }

    static ServiceSpec read(String text) {
        var fields = Fields.parse("the description of a service", text);
        return new ServiceSpec(
                fields.text("name"),
                fields.text("environment"),
                fields.objects("instances", InstanceFormat::read),
                new Versions(fields.path("versions"), fields.text("artefact_name")),
                fields.text("database"),
                fields.objects("checks", CheckFormat::read),
                fields.path("work_folder"));
    }
}
