package dev.slipway.migrate;

import dev.slipway.migrate.bookkeeping.Book;
import dev.slipway.migrate.format.Folder;
import dev.slipway.migrate.format.Format;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.MigrationFolderException;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the migrations of a migrator come from.
sealed interface Migrations {

    /// @param table the history table, if it has another name than its format gives it
    MigrationSet in(Connection work, Surroundings around, Optional<String> table)
            throws SQLException;

    /// A set whose format is known.
    record Given(MigrationSet set) implements Migrations {

        @Override
        public MigrationSet in(Connection work, Surroundings around, Optional<String> table) {
            return set;
        }
    }

    /// A folder whose format is what the history in the database and the files agree on.
    record Found(Path directory, Settings settings) implements Migrations {

        @Override
        public MigrationSet in(Connection work, Surroundings around, Optional<String> table)
                throws SQLException {
            try (var folder = Folder.directory(directory)) {
                folder.names();
                return format(folder, work, around, table).read(folder, settings);
            }
        }

        private static Format format(
                Folder folder, Connection work, Surroundings around, Optional<String> table)
                throws SQLException {
            var byFiles = Formats.all().stream().filter(format -> format.fits(folder)).toList();
            var byTable = new ArrayList<Format>();
            for (var format : Formats.all()) {
                var name = table.orElse(format.defaultTable());
                if (format.owns(around.columns(name))
                        || (byFiles.contains(format) && isBook(format, name, work, around))) {
                    byTable.add(format);
                }
            }
            var both = byFiles.stream().filter(byTable::contains).toList();
            var found = byTable.isEmpty() ? byFiles : both;
            if (found.size() == 1) {
                return found.get(0);
            }
            throw new MigrationFolderException(undecided(folder, around, byTable, byFiles));
        }

        private static boolean isBook(
                Format format, String name, Connection work, Surroundings around)
                throws SQLException {
            return format.isBookkeeping()
                    && around.bookkeeping() == Surroundings.Bookkeeping.KEPT
                    && new Book(new HistoryTable(around.database(), around.schema(), name).sql())
                            .isKept(work);
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
