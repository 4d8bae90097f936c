package dev.slipway.migrate.format;

import dev.slipway.migrate.sql.Statements;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;

/// golang-migrate: `<version>_<name>.up.sql` and `.down.sql`, and the table `schema_migrations`,
/// which keeps the newest version and nothing else.
///
/// A file goes to the server as one message; with the setting `x-multi-statement` it is cut at
/// every semicolon, whatever that stands in. A version without an up file is an empty migration.
/// One without a down file is as well for golang-migrate, which then forgets that it was applied
/// and undoes nothing; here it has no way back.
final class GolangMigrate implements Format {

    private static final long LOCK_FACTOR = 1486364155L;

    @Override
    public String word() {
        return "golang-migrate";
    }

    @Override
    public String defaultTable() {
        return "schema_migrations";
    }

    @Override
    public boolean owns(Set<String> columns) {
        return columns.containsAll(Set.of("version bigint", "dirty boolean"));
    }

    @Override
    public boolean fits(Folder folder) {
        return PlainSql.fits(folder, name -> GolangMigrateName.parse(name).isPresent());
    }

    @Override
    public MigrationSet read(Folder folder, Settings settings) {
        var names = new ArrayList<GolangMigrateName>();
        for (var file : folder.names()) {
            GolangMigrateName.parse(file).ifPresent(names::add);
        }
        names.forEach(name -> refuseTooHigh(folder, name));
        if (names.isEmpty()) {
            throw Versions.none(folder, "golang-migrate names them <version>_<name>.up.sql");
        }
        var ups = byVersion(folder, names, true);
        var downs = byVersion(folder, names, false);
        var versions = new TreeMap<String, GolangMigrateName>(order());
        versions.putAll(downs);
        versions.putAll(ups);
        return new MigrationSet(
                this,
                folder,
                versions.values().stream()
                        .map(name ->
                                migration(
                                        folder,
                                        name,
                                        Optional.ofNullable(downs.get(name.version())),
                                        settings))
                        .toList(),
                settings);
    }

    private static void refuseTooHigh(Folder folder, GolangMigrateName name) {
        if (!name.fitsTable()) {
            throw new MigrationFolderException(
                    folder.place(name.file())
                            + " has a version that the history cannot hold: give it one below"
                            + " 9223372036854775808");
        }
    }

    private Map<String, GolangMigrateName> byVersion(
            Folder folder, List<GolangMigrateName> names, boolean forward) {
        var files = names.stream().filter(name -> name.forward() == forward).toList();
        Versions.refuseDuplicates(
                folder, files, order(), GolangMigrateName::version, name -> name.file());
        var byVersion = new TreeMap<String, GolangMigrateName>(order());
        files.forEach(name -> byVersion.put(name.version(), name));
        return byVersion;
    }

    private static Migration migration(
            Folder folder,
            GolangMigrateName name,
            Optional<GolangMigrateName> down,
            Settings settings) {
        var text = name.forward() ? folder.text(name.file()) : "";
        return new Migration(
                name.version(),
                name.description(),
                name.file(),
                Migration.Kind.VERSIONED,
                Fingerprint.of(text).raw(),
                script(name.file(), text, settings),
                down.map(GolangMigrateName::file).map(folder::text));
    }

    private static Script script(String file, String text, Settings settings) {
        return new Script(
                file,
                text,
                () ->
                        settings.get("x-multi-statement").map(GolangMigrate::yes).orElse(false)
                                ? new Script.Parts(false, SemicolonSplit.of(text))
                                : Script.Parts.oneMessage(Statements.split(text)));
    }

    /// What Go reads as true.
    private static boolean yes(String word) {
        return Set.of("1", "t", "T", "true", "TRUE", "True").contains(word);
    }

    @Override
    public Optional<Script> down(String file, String text, Settings settings) {
        return Optional.of(
                script(file.replaceFirst("\\.up\\.([^.]*)$", ".down.$1"), text, settings));
    }

    @Override
    public Comparator<String> order() {
        return Versions.NUMBERS;
    }

    @Override
    public Match compare(Migration file, Entry applied) {
        return Match.UNTOLD;
    }

    /// Two, which do not exclude each other: of its program, which takes the database from a URL's
    /// path, and of a service that hands it a connection.
    @Override
    public List<Long> lockIds(HistoryTable table) {
        return List.of(lockId(table, "/" + table.database()), lockId(table, table.database()));
    }

    private static long lockId(HistoryTable table, String database) {
        var crc = new CRC32();
        var name = table.schema() + "\0" + table.table() + "\0" + database;
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        return crc.getValue() * LOCK_FACTOR & 0xffffffffL;
    }

    @Override
    public History history(HistoryTable table) {
        return new GolangMigrateHistory(table);
    }

    @Override
    public List<NewFile> create(String version, String name) {
        return NewFile.pair(version, name);
    }
}
