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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Where the migrations of a migrator come from.
sealed interface Migrations {

    /// @param table the history table, if it has another name than its format gives it
    MigrationSet in(Connection work, Surroundings around, Optional<TableName> table)
            throws SQLException;

    /// What the files are read with.
    Settings settings();

    /// The same, which are read already while something else is waited for, such as a connection.
    default Migrations begun() {
        return this;
    }

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

    /// A folder whose format is told, or what the history in the database and the files agree on.
    record Found(Path directory, Settings settings, Optional<Format> told) implements Migrations {

        @Override
        public MigrationSet in(Connection work, Surroundings around, Optional<TableName> table)
                throws SQLException {
            try (var folder = Folder.directory(directory)) {
                return format(folder, fitting(folder), work, around, table).read(folder, settings);
            }
        }

        @Override
        public Migrations begun() {
            return Begun.of(this);
        }

        /// The formats that the files may be in.
        List<Format> fitting(Folder folder) {
            folder.names();
            return told.map(List::of)
                    .orElseGet(() ->
                            Formats.all().stream().filter(format -> format.fits(folder)).toList());
        }

        /// @param byFiles those that the files may be in
        Format format(
                Folder folder,
                List<Format> byFiles,
                Connection work,
                Surroundings around,
                Optional<TableName> table)
                throws SQLException {
            if (told.isPresent()) {
                return told.get();
            }
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

    /// A folder that a thread of its own reads. What is wrong with it is told when it is asked for.
    final class Begun implements Migrations {

        private final Found found;
        private final Folder folder;
        private final FutureTask<List<Format>> fitting;

        /// Of the one format that the files fit, if there is but one.
        private final FutureTask<Optional<MigrationSet>> only;

        private Begun(Found found) {
            this.found = found;
            this.folder = Folder.directory(found.directory());
            this.fitting = new FutureTask<>(() -> found.fitting(folder));
            this.only = new FutureTask<>(this::readTheOne);
        }

        static Begun of(Found found) {
            var begun = new Begun(found);
            var reader =
                    new Thread(
                            () -> {
                                begun.fitting.run();
                                begun.only.run();
                            },
                            "slipway-files");
            reader.setDaemon(true);
            reader.start();
            return begun;
        }

        private Optional<MigrationSet> readTheOne() throws Exception {
            var formats = fitting.get();
            return formats.size() == 1
                    ? Optional.of(formats.get(0).read(folder, settings()))
                    : Optional.empty();
        }

        @Override
        public MigrationSet in(Connection work, Surroundings around, Optional<TableName> table)
                throws SQLException {
            try {
                var format = found.format(folder, fitting.get(), work, around, table);
                return only.get().orElseGet(() -> format.read(folder, settings()));
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException told
                        ? told
                        : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return found.in(work, around, table);
            }
        }

        @Override
        public Settings settings() {
            return found.settings();
        }
    }
}
