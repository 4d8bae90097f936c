package dev.slipway.migrate.format;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One tool's ways: how it names and reads files, what its history table holds, which locks it
/// takes. Its own program must be able to carry on after us as if it had done the work itself.
public interface Format {

    /// What people call it, such as `golang-migrate`.
    String word();

    /// What its tool calls its history table unless told otherwise.
    String defaultTable();

    /// Whether a table with these columns, each `name type`, is a history of this tool.
    boolean owns(Set<String> columns);

    /// Whether the files of this folder look like this tool's.
    boolean fits(Folder folder);

    /// Reads a folder by the tool's own rules.
    ///
    /// @throws MigrationFolderException when files do not fit
    MigrationSet read(Folder folder, Settings settings);

    /// The same set for one database, where texts may name the database that they run in.
    ///
    /// @param user who runs them
    default MigrationSet in(HistoryTable table, String user, MigrationSet set) {
        return set;
    }

    /// The script that takes a migration back, from the text that [Migration#downText()] gave.
    Optional<Script> down(String file, String text, Settings settings);

    /// How versions follow each other; equal versions are one migration.
    Comparator<String> order();

    /// Compares what was applied with the file that it came from.
    Match compare(Migration file, Entry applied);

    /// The advisory locks that the tool takes, in a fixed order.
    List<Long> lockIds(HistoryTable table);

    History history(HistoryTable table);

    /// The schemas that the tool makes before its history, if they are not there.
    default List<String> schemas(HistoryTable table, Settings settings) {
        return List.of();
    }

    /// Whether its history may be in another schema than the migrations run in.
    default boolean mayBeElsewhere() {
        return true;
    }

    /// The text that a new migration begins with.
    List<NewFile> create(String version, String name);

    /// The same, in the manner of the files that are there already.
    default List<NewFile> create(String version, String name, Folder beside) {
        return create(version, name);
    }

    /// A file to be written.
    record NewFile(String name, String text) {

        /// An empty script and an empty one that takes it back.
        static List<NewFile> pair(String version, String name) {
            var stem = version + "_" + name;
            return List.of(new NewFile(stem + ".up.sql", ""), new NewFile(stem + ".down.sql", ""));
        }
    }

    /// Whether rows without a file may be migrations that are code of the service.
    default boolean mayBeCode() {
        return false;
    }

    /// Whether its history is Slipway's own bookkeeping.
    default boolean isBookkeeping() {
        return false;
    }

    /// How an applied migration and its file compare.
    enum Match {
        SAME,
        /// They differ in line endings alone.
        LINE_ENDINGS,
        CHANGED,
        /// The tool keeps nothing to compare.
        UNTOLD
    }
}
