package dev.slipway.engine.release;

import dev.slipway.engine.deploy.Setting;
import dev.slipway.engine.evidence.Redactor;
import dev.slipway.engine.evidence.Secrets;
import dev.slipway.migrate.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Collects the values of the secrets that a service's description refers to.
final class KnownSecrets {

    private KnownSecrets() {}

    /// Knows every password that the database's variables and password file hold, and every setting
    /// that is kept elsewhere.
    static Redactor of(ServiceSpec spec) {
        var values = new ArrayList<String>();
        for (var instance : spec.instances()) {
            instance.environment()
                    .forEach((name, setting) -> {
                        if (setting instanceof Setting.Reference reference) {
                            values.add(reference.read(name));
                        }
                    });
        }
        var variables = DatabaseUrl.parse(spec.database()).environment();
        Optional.ofNullable(variables.get("PGPASSWORD")).ifPresent(values::add);
        Optional.ofNullable(variables.get("PGPASSFILE"))
                .map(Path::of)
                .or(KnownSecrets::homePassFile)
                .ifPresent(file -> values.addAll(passwords(file)));
        return Redactor.of(values);
    }

    private static Optional<Path> homePassFile() {
        return Optional.of(Path.of(System.getProperty("user.home"), ".pgpass"))
                .filter(Files::isReadable);
    }

    private static List<String> passwords(Path file) {
        try {
            return Secrets.inPassFile(file);
        } catch (IOException e) {
            throw new ReleaseException(
                    "cannot read the password file "
                            + file
                            + ", whose passwords must not get into"
                            + " the record: "
                            + e.getMessage(),
                    e);
        }
    }
}
