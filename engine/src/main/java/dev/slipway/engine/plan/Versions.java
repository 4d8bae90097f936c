package dev.slipway.engine.plan;

import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder in which every version of a service has its own: `1.1.0/` with the artefact,
/// `migrations/` and `queries/`.
///
/// @param artefactName the file name of the code in each version's folder
public record Versions(Path folder, String artefactName) {

    /// @throws PlanException when the version is not there or not whole
    public Version read(String name) {
        if (!Files.isDirectory(folder.resolve(name))) {
            throw new PlanException(
                    "there is no version " + name + " in " + folder + ": name one that is there");
        }
        return new Version(name, Artefact.read(artefact(name)), migrations(name), Optional.empty());
    }

    public Path artefact(String version) {
        return folder.resolve(version).resolve(artefactName);
    }

    public Path migrationFolder(String version) {
        return folder.resolve(version).resolve("migrations");
    }

    public MigrationSet migrations(String version) {
        return MigrationSet.of(Formats.SQLX, migrationFolder(version));
    }

    /// The SQL of the version's code, against which a schema is judged.
    public Path queries(String version) {
        return folder.resolve(version).resolve("queries");
    }
}
