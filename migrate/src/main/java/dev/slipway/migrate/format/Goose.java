package dev.slipway.migrate.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// goose: `<number>_<name>.sql` with `-- +goose` annotations, and the table `goose_db_version`.
///
/// One file holds both directions. goose keeps no checksum.
final class Goose implements Format {

    /// crc32 of "goose", which its session locker takes.
    private static final long LOCK_ID = 4097083626L;

    private static final String ROW =
            """
            -- +goose Up

            -- +goose Down
            """;

    @Override
    public String word() {
        return "goose";
    }

    @Override
    public String defaultTable() {
        return "goose_db_version";
    }

    @Override
    public boolean owns(Set<String> columns) {
        return columns.containsAll(Set.of("version_id bigint", "is_applied boolean"));
    }

    @Override
    public boolean fits(Folder folder) {
        return PlainSql.numbered(folder).stream()
                .anyMatch(name -> folder.text(name).contains("+goose"));
    }

    @Override
    public MigrationSet read(Folder folder, Settings settings) {
        var names = new ArrayList<GooseName>();
        for (var file : folder.names()) {
            GooseName.parse(folder, file).ifPresent(names::add);
        }
        if (names.isEmpty()) {
            throw Versions.none(folder, "goose names them <number>_<name>.sql");
        }
        names.sort(Comparator.comparingLong(GooseName::version).thenComparing(GooseName::file));
        Versions.refuseDuplicates(
                folder, names, order(), name -> Long.toString(name.version()), GooseName::file);
        return new MigrationSet(
                this,
                folder,
                names.stream().map(name -> migration(folder, name, settings)).toList(),
                settings);
    }

    private static Migration migration(Folder folder, GooseName name, Settings settings) {
        var text = folder.text(name.file());
        return new Migration(
                Long.toString(name.version()),
                name.description(),
                name.file(),
                name.sql() ? Migration.Kind.VERSIONED : Migration.Kind.CODE,
                Fingerprint.of(text).raw(),
                script(name.file(), text, GooseFile.Direction.UP, settings),
                name.sql() ? Optional.of(text) : Optional.empty());
    }

    private static Script script(
            String file, String text, GooseFile.Direction direction, Settings settings) {
        return new Script(
                file,
                text,
                () -> new GooseFile(file, direction, settings.environment()).parse(text));
    }

    @Override
    public Optional<Script> down(String file, String text, Settings settings) {
        return Optional.of(script(file, text, GooseFile.Direction.DOWN, settings));
    }

    @Override
    public Comparator<String> order() {
        return Versions.NUMBERS;
    }

    @Override
    public Match compare(Migration file, Entry applied) {
        return Match.UNTOLD;
    }

    @Override
    public boolean mayBeCode() {
        return true;
    }

    @Override
    public List<Long> lockIds(HistoryTable table) {
        return List.of(LOCK_ID);
    }

    @Override
    public History history(HistoryTable table) {
        return new GooseHistory(table);
    }

    @Override
    public List<NewFile> create(String version, String name) {
        return List.of(new NewFile(version + "_" + name + ".sql", ROW));
    }
}
