package dev.slipway.engine.release;

import dev.slipway.engine.deploy.Instance;
import dev.slipway.engine.plan.Versions;
import dev.slipway.engine.validate.Check;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A service in one environment, as it was described: what a release of it needs to know.
///
/// It is stored in the ledger, so it holds references where secrets are.
///
/// @param database as [dev.slipway.migrate.DatabaseUrl#toReference] writes it
/// @param checks to be made after a release, beside readiness and the schema; in the words of a
///   command, `{version}` and `{artefact}` stand for the new version's
/// @param workFolder for backups and scratch servers
public record ServiceSpec(
        String name,
        String environment,
        List<Instance> instances,
        Versions versions,
        String database,
        List<Check> checks,
        Path workFolder) {

    private static final Pattern PASSWORD =
            Pattern.compile("://[^/@]*:[^/]*@|[?&]password=", Pattern.CASE_INSENSITIVE);

    public ServiceSpec {
        instances = List.copyOf(instances);
        checks = List.copyOf(checks);
        if (PASSWORD.matcher(database).find()) {
            throw new IllegalArgumentException(
                    "the database of "
                            + name
                            + " is given with its password: put that into a"
                            + " password file, and name the file with ?passfile=");
        }
    }
}
