package dev.slipway.engine.trial;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.sql.Identifiers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;

/// Makes the example service's database, and a role that owns it and nothing else.
final class ServiceRole {

    private static final String CREATE_ROLE = "create role %s login password '%s'";

    private static final String CREATE_DATABASE = "create database %1$s owner %1$s";

    private ServiceRole() {}

    /// @param admin may create roles and databases
    /// @param folder for the password file, which the URL refers to
    static DatabaseUrl create(DatabaseUrl admin, Path folder) {
        var name = Identifiers.quote(Example.SERVICE);
        var password = PrivateFile.random();
        try (var connection = admin.connect("slipway try");
                var statement = connection.createStatement()) {
            statement.execute(CREATE_ROLE.formatted(name, password));
            statement.execute(CREATE_DATABASE.formatted(name));
            var file = passFile(admin, folder, password);
            return DatabaseUrl.parse(
                    "postgres://%s@%s:%d/%s?passfile=%s"
                            .formatted(
                                    Example.SERVICE,
                                    admin.host(),
                                    admin.port(),
                                    Example.SERVICE,
                                    DatabaseUrl.encode(file.toString())),
                    Map.of());
        } catch (SQLException e) {
            throw new TrialException("cannot make the database of the example service", e);
        }
    }

    private static Path passFile(DatabaseUrl admin, Path folder, String password) {
        return PrivateFile.write(
                folder,
                "pgpass",
                "%s:%d:*:%s:%s%n".formatted(admin.host(), admin.port(), Example.SERVICE, password));
    }
}
