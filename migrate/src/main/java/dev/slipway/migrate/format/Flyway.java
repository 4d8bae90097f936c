package dev.slipway.migrate.format;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Flyway: `V<version>__<description>.sql` in a folder and those below it, `R__<description>.sql`
/// that run again when they change, and the table `flyway_schema_history`.
///
/// `B<version>__…` begins an empty database in place of all up to it, `U<version>__…` takes a
/// version back, `<event>.sql` runs around the others.
final class Flyway implements Format {

    /// "Flyway" as a number, to which the name of the table is added.
    private static final long LOCK_ID = 77431708279161L;

    private final Supplier<Clock> clock;

    /// @param clock asked for only where a placeholder needs the time: time zones take long to load
    Flyway(Supplier<Clock> clock) {
        this.clock = clock;
    }

    @Override
    public String word() {
        return "flyway";
    }

    @Override
    public String defaultTable() {
        return "flyway_schema_history";
    }

    @Override
    public boolean owns(Set<String> columns) {
        return columns.containsAll(
                Set.of("installed_rank integer", "script character varying(1000)"));
    }

    @Override
    public boolean fits(Folder folder) {
        return folder.deepNames().stream()
                .filter(file -> file.contains("__"))
                .flatMap(file -> FlywayName.parse(file, Settings.NONE).stream())
                .anyMatch(name -> name.kind() != FlywayName.Kind.CALLBACK);
    }

    @Override
    public MigrationSet read(Folder folder, Settings settings) {
        return new FlywayFolder(this, folder, settings).read();
    }

    /// With the values of the placeholders that tell of the database, by which alone the checksum
    /// of a repeatable migration is known.
    @Override
    public MigrationSet in(HistoryTable table, String user, MigrationSet set) {
        var settings = set.settings().with(facts(table, user, set.settings()));
        Map<Callbacks.Event, List<Script>> callbacks = new HashMap<>();
        set.callbacks()
                .scripts()
                .forEach((event, scripts) ->
                        callbacks.put(
                                event, scripts.stream().map(one -> with(settings, one)).toList()));
        return new MigrationSet(
                this,
                set.origin(),
                set.migrations().stream().map(one -> with(settings, one)).toList(),
                settings,
                set.baseline().map(one -> with(settings, one)),
                new Callbacks(callbacks));
    }

    private static Script with(Settings settings, Script script) {
        return FlywayScript.of(script.file(), script.text(), settings);
    }

    private static Migration with(Settings settings, Migration migration) {
        var script = new FlywayScript(migration.file(), migration.up().text(), settings);
        return new Migration(
                migration.version(),
                migration.description(),
                migration.file(),
                migration.kind(),
                migration.kind() == Migration.Kind.REPEATABLE
                        ? FlywayChecksum.of(script.filled())
                        : migration.checksum(),
                with(settings, migration.up()),
                migration.downText());
    }

    private Map<String, String> facts(HistoryTable table, String user, Settings settings) {
        var facts = new HashMap<String, String>();
        fact(facts, settings, "defaultSchema", table.schema());
        fact(facts, settings, "user", user);
        fact(facts, settings, "database", table.database());
        fact(facts, settings, "timestamp", timestamp());
        fact(
                facts,
                settings,
                "workingDirectory",
                settings.get("flyway.workingDirectory").orElse(System.getProperty("user.dir", "")));
        fact(facts, settings, "table", table.table());
        fact(facts, settings, "environment", settings.get("flyway.environment").orElse("default"));
        return facts;
    }

    private String timestamp() {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .format(LocalDateTime.now(clock.get()));
    }

    private static void fact(
            Map<String, String> facts, Settings settings, String name, String value) {
        facts.put(FlywayPlaceholders.setting(FlywayPlaceholders.builtIn(name, settings)), value);
    }

    @Override
    public Optional<Script> down(String file, String text, Settings settings) {
        int name = file.lastIndexOf('/') + 1;
        return Optional.of(
                FlywayScript.of(
                        file.substring(0, name) + "U" + file.substring(name + 1), text, settings));
    }

    @Override
    public Comparator<String> order() {
        return FlywayVersion.ORDER;
    }

    /// As Flyway validates: by description, kind and checksum, where that of a repeatable migration
    /// may be of its text with its placeholders or with their values.
    @Override
    public Match compare(Migration file, Entry applied) {
        boolean same =
                applied.kind() != Entry.Kind.CODE
                        && applied.description()
                                .equals(FlywayHistory.description(file.description()))
                        && sameText(file, applied.checksum().orElse(""));
        return same ? Match.SAME : Match.CHANGED;
    }

    private static boolean sameText(Migration file, String checksum) {
        return checksum.equals(file.checksum())
                || (file.kind() == Migration.Kind.REPEATABLE
                        && checksum.equals(FlywayChecksum.of(file.up().text())));
    }

    @Override
    public List<Long> lockIds(HistoryTable table) {
        return List.of(LOCK_ID + table.sql().hashCode());
    }

    @Override
    public History history(HistoryTable table) {
        return new FlywayHistory(table);
    }

    @Override
    public boolean mayBeElsewhere() {
        return false;
    }

    @Override
    public List<NewFile> create(String version, String name) {
        return List.of(new NewFile("V" + version + "__" + name + ".sql", ""));
    }
}
