package dev.slipway.engine.trial;

import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.sql.Identifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;

/// Makes the example service's database, and a role that owns it and nothing else.
final class ServiceRole {

    private static final String CREATE_ROLE = "create role %s login password '%s'";

    private static final String CREATE_DATABASE = "create database %1$s owner %1$s";

    private static final int PASSWORD_BYTES = 24;

    private ServiceRole() {}

    /// @param admin may create roles and databases
    /// @param folder for the password file, which the URL refers to
    static DatabaseUrl create(DatabaseUrl admin, Path folder) {
        var name = Identifiers.quote(Example.SERVICE);
        var password = password();
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
        } catch (SQLException | IOException e) {
            throw new TrialException("cannot make the database of the example service", e);
        }
    }

    /// Hexadecimal digits, which no language needs quoted.
    private static String password() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static Path passFile(DatabaseUrl admin, Path folder, String password)
            throws IOException {
        var file =
                Files.createFile(
                        folder.resolve("pgpass"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(
                file,
                "%s:%d:*:%s:%s%n".formatted(admin.host(), admin.port(), Example.SERVICE, password));
    }
}
