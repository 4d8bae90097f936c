package dev.slipway.migrate;

import dev.slipway.migrate.format.Folder;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the migrations of a migrator come from.
sealed interface Migrations {

    /// @param table the history table, if it has another name than its format gives it
    MigrationSet in(Surroundings around, Optional<String> table);

    /// A set whose format is known.
    record Given(MigrationSet set) implements Migrations {

        @Override
        public MigrationSet in(Surroundings around, Optional<String> table) {
            return set;
        }
    }

    /// A folder whose format is what the history in the database and the files agree on.
    record Found(Path directory, Settings settings) implements Migrations {

        @Override
        public MigrationSet in(Surroundings around, Optional<String> table) {
            try (var folder = Folder.directory(directory)) {
                folder.names();
                return format(folder, around, table).read(folder, settings);
            }
        }

        private static Format format(Folder folder, Surroundings around, Optional<String> table) {
            var byTable =
                    Formats.all().stream()
                            .filter(format ->
                                    format.owns(
                                            around.columns(table.orElse(format.defaultTable()))))
                            .toList();
            var byFiles = Formats.all().stream().filter(format -> format.fits(folder)).toList();
            var both = byFiles.stream().filter(byTable::contains).toList();
            var found = byTable.isEmpty() ? byFiles : both;
            if (found.size() == 1) {
                return found.get(0);
            }
            throw new MigrationFolderException(undecided(folder, around, byTable, byFiles));
        }

        private static String undecided(
                Folder folder, Surroundings around, List<Format> byTable, List<Format> byFiles) {
            var tables =
                    byTable.isEmpty()
                            ? ""
                            : ", and schema "
                                    + around.schema()
                                    + " has the history of "
                                    + Formats.words(byTable);
            return Formats.files(folder, byFiles) + tables + ": name the format with --format";
        }
    }
}
