package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Statements;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Slipway's own: `<version>_<name>.up.sql` with an optional `.down.sql`, and its history in the
/// schema `slipway`.
///
/// The version is a number. A file whose first line is `-- slipway:no-transaction` runs statement
/// by statement, each finished one remembered.
final class Own implements Format {

    private static final Pattern NAME = Pattern.compile("([0-9]+)_(.+)\\.(up|down)\\.sql");
    private static final String NO_TRANSACTION = "-- slipway:no-transaction";

    @Override
    public String word() {
        return "slipway";
    }

    /// A name for the history: its rows are in `slipway.migration` under it.
    @Override
    public String defaultTable() {
        return "slipway";
    }

    @Override
    public boolean owns(Set<String> columns) {
        return false;
    }

    @Override
    public boolean fits(Folder folder) {
        return PlainSql.fits(folder, name -> NAME.matcher(name).matches());
    }

    @Override
    public MigrationSet read(Folder folder, Settings settings) {
        var ups = new TreeMap<String, String>(order());
        var downs = new TreeMap<String, String>(order());
        for (var file : folder.names()) {
            var name = NAME.matcher(file);
            if (name.matches()) {
                put(folder, name.group(3).equals("up") ? ups : downs, name.group(1), file);
            } else if (file.endsWith(".sql")) {
                throw new MigrationFolderException(
                        folder.place(file)
                                + " is not named <version>_<name>.up.sql or .down.sql: rename it, or"
                                + " move it out of the folder");
            }
        }
        if (ups.isEmpty()) {
            throw Versions.none(folder, "name them <version>_<name>.up.sql");
        }
        refuseOrphans(folder, ups, downs);
        return new MigrationSet(
                this,
                folder,
                ups.values().stream().map(file -> migration(folder, file, downs)).toList(),
                settings);
    }

    private static void put(Folder folder, Map<String, String> files, String version, String file) {
        var other = files.put(version, file);
        if (other != null) {
            throw Versions.duplicate(folder, version, other, file);
        }
    }

    private static void refuseOrphans(
            Folder folder, Map<String, String> ups, Map<String, String> downs) {
        downs.forEach((version, file) -> {
            if (!ups.containsKey(version)) {
                throw new MigrationFolderException(
                        folder.place(file)
                                + " takes back a migration that is not there: bring its .up.sql"
                                + " back, or move it out of the folder");
            }
        });
    }

    private static Migration migration(Folder folder, String file, Map<String, String> downs) {
        var name = NAME.matcher(file);
        if (!name.matches()) {
            throw new IllegalArgumentException("no migration is named " + file);
        }
        var text = folder.text(file);
        return new Migration(
                name.group(1),
                name.group(2).replace('_', ' '),
                file,
                Migration.Kind.VERSIONED,
                Fingerprint.of(text).raw(),
                script(file, text),
                Optional.ofNullable(downs.get(name.group(1))).map(folder::text));
    }

    private static Script script(String file, String text) {
        var start = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return new Script(
                file,
                text,
                () -> new Script.Parts(!start.startsWith(NO_TRANSACTION), Statements.split(text)));
    }

    @Override
    public Optional<Script> down(String file, String text, Settings settings) {
        return Optional.of(script(file.replaceFirst("\\.up\\.sql$", ".down.sql"), text));
    }

    @Override
    public Comparator<String> order() {
        return Versions.NUMBERS;
    }

    @Override
    public boolean isBookkeeping() {
        return true;
    }

    /// The bookkeeping is the history, and knows better.
    @Override
    public Match compare(Migration file, Entry applied) {
        return Match.UNTOLD;
    }

    @Override
    public List<Long> lockIds(HistoryTable table) {
        return List.of();
    }

    @Override
    public History history(HistoryTable table) {
        return new OwnHistory(table);
    }

    @Override
    public boolean mayBeElsewhere() {
        return false;
    }

    @Override
    public List<NewFile> create(String version, String name) {
        return NewFile.pair(version, name);
    }
}
