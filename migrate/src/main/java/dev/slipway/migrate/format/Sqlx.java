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
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;

/// SQLx: `<version>_<description>.sql`, or `.up.sql` with `.down.sql`, and the table
/// `_sqlx_migrations`.
///
/// Regular files directly in the folder. The version is what Rust reads as an `i64`; a name without
/// an underscore or with another ending is passed over. The checksum is SHA-384 over the file's
/// exact bytes, without the characters that the setting `ignored-chars` names.
final class Sqlx implements Format {

    private static final String NO_TRANSACTION = "-- no-transaction";
    private static final long LOCK_FACTOR = 0x3d32ad9eL;

    private static final Set<String> COLUMNS =
            Set.of(
                    "version bigint",
                    "description text",
                    "installed_on timestamp with time zone",
                    "success boolean",
                    "checksum bytea",
                    "execution_time bigint");

    @Override
    public String word() {
        return "sqlx";
    }

    @Override
    public String defaultTable() {
        return "_sqlx_migrations";
    }

    @Override
    public boolean owns(Set<String> columns) {
        return columns.containsAll(COLUMNS);
    }

    @Override
    public boolean fits(Folder folder) {
        return PlainSql.fits(folder, name -> true);
    }

    @Override
    public MigrationSet read(Folder folder, Settings settings) {
        var forward = new ArrayList<SqlxName>();
        Map<String, String> downs = new TreeMap<>(order());
        for (var file : folder.names()) {
            SqlxName.parse(folder, file)
                    .ifPresent(name -> {
                        if (name.forward()) {
                            forward.add(name);
                        } else {
                            downs.put(Long.toString(name.version()), name.file());
                        }
                    });
        }
        if (forward.isEmpty()) {
            throw Versions.none(folder, "SQLx names them <version>_<description>.sql");
        }
        forward.sort(Comparator.comparingLong(SqlxName::version).thenComparing(SqlxName::file));
        Versions.refuseDuplicates(
                folder, forward, order(), name -> Long.toString(name.version()), SqlxName::file);
        var ignored = settings.get("ignored-chars").orElse("");
        return new MigrationSet(
                this,
                folder,
                forward.stream()
                        .map(name -> {
                            var version = Long.toString(name.version());
                            var text = folder.text(name.file());
                            return new Migration(
                                    version,
                                    name.description(),
                                    name.file(),
                                    Migration.Kind.VERSIONED,
                                    checksum(text, piece -> without(ignored, piece)),
                                    script(name.file(), text),
                                    Optional.ofNullable(downs.get(version)).map(folder::text));
                        })
                        .toList(),
                settings);
    }

    private static String without(String ignored, String text) {
        if (ignored.isEmpty()) {
            return text;
        }
        var kept = new StringBuilder();
        text.codePoints().filter(c -> ignored.indexOf(c) < 0).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static String checksum(String text, UnaryOperator<String> change) {
        return Pieces.digest(text, change, Digests.sha384());
    }

    private static Script script(String file, String text) {
        return new Script(
                file,
                text,
                () -> {
                    var statements = Statements.split(text);
                    return text.startsWith(NO_TRANSACTION)
                            ? Script.Parts.oneMessage(statements)
                            : new Script.Parts(true, statements);
                });
    }

    @Override
    public Optional<Script> down(String file, String text, Settings settings) {
        return Optional.of(script(file.replaceFirst("(\\.up)?\\.sql$", ".down.sql"), text));
    }

    @Override
    public Comparator<String> order() {
        return Versions.NUMBERS;
    }

    @Override
    public Match compare(Migration file, Entry applied) {
        var checksum = applied.checksum().orElse("");
        if (file.checksum().equals(checksum)) {
            return Match.SAME;
        }
        var text = file.up().text();
        return checksum.equals(checksum(text, Sqlx::lf))
                        || checksum.equals(checksum(text, piece -> lf(piece).replace("\n", "\r\n")))
                ? Match.LINE_ENDINGS
                : Match.CHANGED;
    }

    private static String lf(String text) {
        return text.replace("\r\n", "\n");
    }

    @Override
    public List<Long> lockIds(HistoryTable table) {
        return List.of(lockId(table.database()));
    }

    /// The lock that SQLx's library takes around its migrations.
    static long lockId(String database) {
        var crc = new CRC32();
        crc.update(database.getBytes(StandardCharsets.UTF_8));
        return LOCK_FACTOR * crc.getValue();
    }

    @Override
    public History history(HistoryTable table) {
        return new SqlxHistory(table);
    }

    @Override
    public List<String> schemas(HistoryTable table, Settings settings) {
        return settings.schemas();
    }

    @Override
    public List<NewFile> create(String version, String name) {
        return NewFile.pair(version, name);
    }

    /// SQLx refuses to mix files that can be taken back with files that cannot.
    @Override
    public List<NewFile> create(String version, String name, Folder beside) {
        var names = beside.names().stream().filter(file -> file.endsWith(".sql")).toList();
        boolean simple =
                !names.isEmpty() && names.stream().noneMatch(file -> file.endsWith(".up.sql"));
        return simple
                ? List.of(new NewFile(version + "_" + name + ".sql", ""))
                : create(version, name);
    }
}
