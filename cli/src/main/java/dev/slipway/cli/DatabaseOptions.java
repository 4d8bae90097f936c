package dev.slipway.cli;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Pooler;
import java.util.Optional;
import java.util.function.Supplier;

/// Names the database that a command is about.
final class DatabaseOptions {

    private final Arguments arguments;
    private final ToolConfiguration configuration;

    private final Supplier<Optional<String>> url;
    private final Supplier<Optional<String>> schema;
    private final Supplier<Optional<String>> role;
    private final Supplier<Optional<Pooler>> pooler;

    DatabaseOptions(Arguments arguments, ToolConfiguration configuration) {
        this.arguments = arguments;
        this.configuration = configuration;
        url =
                arguments.option(
                        "--database-url",
                        "URL",
                        String.class,
                        "postgres://user@host:port/database; its password from .pgpass, PGPASSWORD"
                                + " or ?passfile=FILE.",
                        "Default: DATABASE_URL, then PGHOST, PGUSER, …");
        schema =
                arguments.option(
                        "--schema",
                        "NAME",
                        String.class,
                        "Schema of the history and the migrations. Default: the first of the"
                                + " search_path.");
        role = arguments.option("--role", "NAME", String.class, "Role to work as (SET ROLE).");
        pooler =
                arguments.option(
                        "--pooler",
                        "MODE",
                        Pooler.class,
                        "session: the URL leads to a connection pooler that keeps one session of"
                                + " the server for one of ours.",
                        "Default: none; a pooler is refused, since it may lose the migration"
                                + " lock.");
    }

    ToolConfiguration configuration() {
        return configuration;
    }

    Pooler pooler() {
        return pooler.get().orElse(Pooler.NONE);
    }

    /// The database that is told, or else the one that the project's tool is configured with.
    DatabaseUrl database(Optional<ToolSettings> tool) {
        var environment = configuration.environment();
        var named = url.get().or(() -> tool.flatMap(ToolSettings::database));
        var any = named.or(() -> Optional.ofNullable(environment.get("DATABASE_URL")));
        if (any.isEmpty() && !environment.containsKey("PGHOST")) {
            throw arguments.wrong(
                    "no database is named: give --database-url, or set DATABASE_URL or PGHOST");
        }
        try {
            return DatabaseUrl.parse(any.orElse("postgres://"), environment);
        } catch (IllegalArgumentException e) {
            throw arguments.wrong(e);
        }
    }

    /// The text of the URL, for what other tools keep in it.
    Optional<String> url() {
        return url.get()
                .or(() -> Optional.ofNullable(configuration.environment().get("DATABASE_URL")));
    }

    /// Whether the command line names it.
    boolean isNamed() {
        return url.get().isPresent();
    }

    Optional<String> schema() {
        return schema.get();
    }

    Optional<String> role() {
        return role.get();
    }
}
