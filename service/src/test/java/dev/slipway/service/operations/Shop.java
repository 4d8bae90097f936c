package dev.slipway.service.operations;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import dev.slipway.service.config.Configuration;
import dev.slipway.service.config.Inputs;
import dev.slipway.service.config.Key;
import dev.slipway.service.config.Secret;
import dev.slipway.service.config.Section;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A service with operations commands, in a directory with its migrations and its file.
final class Shop {

    /// A URL with which its own code breaks, in an exception that tells its password.
    static final String FAULT = "postgres://fault/";

    /// What one run of the program came to.
    record Run(Exit exit, String out, String err) {}

    record Settings(Server server, Database database) {}

    @Section(group = "network", about = "What listens.")
    record Server(
            @Key(about = "The port that listens.", defaultValue = "8080", removedIn = "3.0.0")
                    int port) {}

    @Section(group = "dependencies", about = "The database.")
    record Database(
            @Key(about = "Where it is.") URI url,
            @Key(about = "Its password.") Optional<Secret> password) {}

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    Shop(Path directory) {
        this.directory = directory;
    }

    Shop set(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Operations<Settings> operations() {
        return Operations.of("shop", Configuration.of(Settings.class, "SHOP"), Shop.this::migrator);
    }

    private Migrator.Builder migrator(Settings settings) {
        var password = settings.database().password().map(Secret::reveal);
        if (settings.database().url().toString().equals(FAULT)) {
            throw new IllegalStateException("cannot use " + password);
        }
        var variables = password.map(value -> Map.of("PGPASSWORD", value)).orElse(Map.of());
        return Migrator.builder()
                .database(DatabaseUrl.parse(settings.database().url().toString(), variables))
                .migrations(MigrationSet.of(Formats.SQLX, directory.resolve("migrations")));
    }

    Run run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var inputs =
                new Inputs(
                        new ArrayList<>(List.of(arguments)),
                        environment,
                        directory,
                        Optional.of(Path.of("shop.yaml")));
        var exit = operations().run(inputs, new PrintWriter(out), new PrintWriter(err));
        return new Run(exit, out.toString(), err.toString());
    }
}
