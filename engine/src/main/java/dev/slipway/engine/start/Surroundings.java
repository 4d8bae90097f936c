package dev.slipway.engine.start;

import dev.slipway.engine.evidence.Redactor;
import dev.slipway.engine.postgres.Server;
import dev.slipway.migrate.DatabaseUrl;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a version and its checks find around them.
///
/// @param variables beside those of this process
record Surroundings(Map<String, String> variables, int port, Redactor redactor) {

    static Surroundings of(Side version, DatabaseUrl database) {
        var variables = database.serviceEnvironment();
        var secrets =
                Optional.ofNullable(variables.get("PGPASSWORD")).stream()
                        .flatMap(secret -> List.of(secret, DatabaseUrl.encode(secret)).stream())
                        .toList();
        int port = Server.freePort();
        variables.put("PORT", Integer.toString(port));
        variables.put("SLIPWAY_VERSION", version.word());
        return new Surroundings(variables, port, Redactor.of(secrets));
    }

    Tethered start(String command) {
        return Tethered.start(command, variables);
    }

    List<String> redacted(List<String> lines) {
        return lines.stream().map(redactor::redact).toList();
    }
}
