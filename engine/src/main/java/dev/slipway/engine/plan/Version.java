package dev.slipway.engine.plan;

import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Json;
import java.util.Optional;

/// One version of a service: its name, and the digests that say whether it is still the same.
///
/// @param configDigest of its configuration schema, when it has one
public record Version(
        String name, Artefact artefact, MigrationSet migrations, Optional<String> configDigest) {

    public Json.Obj toJson() {
        var json =
                Json.object()
                        .put("name", name)
                        .put("artefact", artefact.digest())
                        .put("migrations", migrations.digest());
        return configDigest
                .map(digest -> json.put("config", digest))
                .orElseGet(() -> json.putNull("config"));
    }
}
