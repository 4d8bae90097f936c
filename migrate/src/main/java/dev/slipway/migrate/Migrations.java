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
    MigrationSet in(Connection work, Surroundings around, Optional<TableName> table)
            throws SQLException;

    /// What the files are read with.
    Settings settings();

    /// A set whose format is known.
    record Given(MigrationSet set) implements Migrations {

        @Override
        public MigrationSet in(Connection work, Surroundings around, Optional<TableName> table) {
            return set;
        }

        @Override
        public Settings settings() {
            return set.settings();
        }
    }

    /// A folder whose format is what the history in the database and the files agree on.
    record Found(Path directory, Settings settings) implements Migrations {

        @Override
        public MigrationSet in(Connection work, Surroundings around, Optional<TableName> table)
                throws SQLException {
            try (var folder = Folder.directory(directory)) {
                folder.names();
                return format(folder, work, around, table).read(folder, settings);
            }
        }

        private static Format format(
                Folder folder, Connection work, Surroundings around, Optional<TableName> table)
                throws SQLException {
            var byFiles = Formats.all().stream().filter(format -> format.fits(folder)).toList();
            var byTable = new ArrayList<Format>();
            for (var format : Formats.all()) {
                var history = Target.historyTable(around, table, format);
                if (format.owns(around.columns(history.table()))
                        || (byFiles.contains(format) && isBook(format, history, work, around))) {
                    byTable.add(format);
                }
            }
            var both = byFiles.stream().filter(byTable::contains).toList();
            var found = byTable.isEmpty() ? byFiles : both;
            if (found.size() == 1) {
                return found.get(0);
            }
            throw new MigrationFolderException(
                    undecided(
                            folder,
                            table.flatMap(TableName::schema).orElse(around.schema()),
                            byTable,
                            byFiles));
        }

        private static boolean isBook(
                Format format, HistoryTable history, Connection work, Surroundings around)
                throws SQLException {
            return format.isBookkeeping()
                    && around.columns(history.table()).isEmpty()
                    && around.bookkeeping().isReadable()
                    && new Book(history.sql()).isKept(work);
        }

        private static String undecided(
                Folder folder, String schema, List<Format> byTable, List<Format> byFiles) {
            var tables =
                    byTable.isEmpty()
                            ? ""
                            : ", and schema "
                                    + schema
                                    + " has the history of "
                                    + Formats.words(byTable);
            return Formats.files(folder, byFiles) + tables + ": name the format with --format";
        }
    }
}
