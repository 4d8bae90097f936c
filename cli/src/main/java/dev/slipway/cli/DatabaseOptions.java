package dev.slipway.cli;

import dev.slipway.migrate.DatabaseUrl;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Names the database that a command is about.
final class DatabaseOptions {

    private final Map<String, String> environment;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = {
                "postgres://user@host:port/database; its password from .pgpass, PGPASSWORD or"
                        + " ?passfile=FILE.",
                "Default: DATABASE_URL, then PGHOST, PGUSER, …"
            })
    private @Nullable String url;

    @Option(
            names = "--schema",
            paramLabel = "NAME",
            description = "Schema of the history and the migrations. Default: the role's own.")
    private @Nullable String schema;

    @Option(names = "--role", paramLabel = "NAME", description = "Role to work as (SET ROLE).")
    private @Nullable String role;

    DatabaseOptions(Map<String, String> environment) {
        this.environment = environment;
    }

    DatabaseUrl database() {
        var named =
                Optional.ofNullable(url)
                        .or(() -> Optional.ofNullable(environment.get("DATABASE_URL")));
        if (named.isEmpty() && !environment.containsKey("PGHOST")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "no database is named: give --database-url, or set DATABASE_URL or PGHOST");
        }
        try {
            return DatabaseUrl.parse(named.orElse("postgres://"), environment);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    Optional<String> role() {
        return Optional.ofNullable(role);
    }
}
