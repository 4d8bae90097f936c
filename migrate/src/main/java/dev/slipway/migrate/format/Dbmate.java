package dev.slipway.migrate.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// dbmate: `<version>_<name>.sql` with `-- migrate:up` and `-- migrate:down`, and the table
/// `schema_migrations`, which keeps the versions and nothing else.
///
/// One file holds both directions. The version is the text of the digits that a name begins with,
/// so that 1 and 01 are two, and files run in the order of their names. dbmate keeps no checksum
/// and takes no lock.
final class Dbmate implements Format {

    private static final String NEW_FILE =
            """
            -- migrate:up


            -- migrate:down

            """;

    @Override
    public String word() {
        return "dbmate";
    }

    @Override
    public String defaultTable() {
        return "schema_migrations";
    }

    /// The one column is all that tells it from tables of the same name; older versions of dbmate
    /// gave it a length.
    @Override
    public boolean owns(Set<String> columns) {
        return columns.size() == 1
                && columns.iterator().next().matches("version character varying(\\(\\d+\\))?");
    }

    @Override
    public boolean fits(Folder folder) {
        return folder.names().stream()
                .filter(name -> DbmateName.parse(name).isPresent())
                .findFirst()
                .map(folder::text)
                .filter(DbmateFile::isOne)
                .isPresent();
    }

    @Override
    public MigrationSet read(Folder folder, Settings settings) {
        var names = new ArrayList<DbmateName>();
        for (var file : folder.names()) {
            DbmateName.parse(file).ifPresent(names::add);
        }
        if (names.isEmpty()) {
            throw Versions.none(folder, "dbmate names them <version>_<name>.sql");
        }
        Versions.refuseDuplicates(folder, names, order(), DbmateName::version, DbmateName::file);
        return new MigrationSet(
                this,
                folder,
                names.stream().map(name -> migration(folder, name)).toList(),
                settings);
    }

    private static Migration migration(Folder folder, DbmateName name) {
        var text = folder.text(name.file());
        return new Migration(
                name.version(),
                name.description(),
                name.file(),
                Migration.Kind.VERSIONED,
                Fingerprint.of(text).raw(),
                new Script(name.file(), text, () -> new DbmateFile(name.file(), text).up()),
                Optional.of(text));
    }

    @Override
    public Optional<Script> down(String file, String text, Settings settings) {
        return Optional.of(new Script(file, text, () -> new DbmateFile(file, text).down()));
    }

    /// The order of file names, in which an underscore follows the version: 10_b stands before 1_a.
    @Override
    public Comparator<String> order() {
        return Comparator.comparing(version -> version + "_");
    }

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
        return new DbmateHistory(table);
    }

    @Override
    public List<String> schemas(HistoryTable table, Settings settings) {
        return List.of(table.schema());
    }

    @Override
    public List<NewFile> create(String version, String name) {
        return List.of(new NewFile(version + "_" + name + ".sql", NEW_FILE));
    }
}
