package dev.slipway.cli;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Pooler;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Names the database that a command is about.
final class DatabaseOptions {

    private final ToolConfiguration configuration;

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
            description =
                    "Schema of the history and the migrations. Default: the first of the search_path.")
    private @Nullable String schema;

    @Option(names = "--role", paramLabel = "NAME", description = "Role to work as (SET ROLE).")
    private @Nullable String role;

    @Option(
            names = "--pooler",
            paramLabel = "MODE",
            description = {
                "session: the URL leads to a connection pooler that keeps one session of the server for"
                        + " one of ours.",
                "Default: none; a pooler is refused, since it may lose the migration lock."
            })
    private Pooler pooler = Pooler.NONE;

    DatabaseOptions(ToolConfiguration configuration) {
        this.configuration = configuration;
    }

    ToolConfiguration configuration() {
        return configuration;
    }

    Pooler pooler() {
        return pooler;
    }

    /// The database that is told, or else the one that the project's tool is configured with.
    DatabaseUrl database(Optional<ToolSettings> tool) {
        var environment = configuration.environment();
        var named = Optional.ofNullable(url).or(() -> tool.flatMap(ToolSettings::database));
        var any = named.or(() -> Optional.ofNullable(environment.get("DATABASE_URL")));
        if (any.isEmpty() && !environment.containsKey("PGHOST")) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "no database is named: give --database-url, or set DATABASE_URL or PGHOST");
        }
        try {
            return DatabaseUrl.parse(any.orElse("postgres://"), environment);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /// The text of the URL, for what other tools keep in it.
    Optional<String> url() {
        return Optional.ofNullable(url)
                .or(() -> Optional.ofNullable(configuration.environment().get("DATABASE_URL")));
    }

    /// Whether the command line names it.
    boolean isNamed() {
        return url != null;
    }

    Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    Optional<String> role() {
        return Optional.ofNullable(role);
    }
}
