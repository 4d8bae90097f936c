package dev.slipway.engine.down;

import dev.slipway.engine.copy.Progress;
import dev.slipway.migrate.DataLoss;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.DownOutcome;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Outcome;
import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.migrate.format.Script;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Applies each pending migration on a copy and takes it back, by the migrator that will do it in
/// production, and compares what is then there with what was there before.
///
/// Every migration is tried by itself, in a twin of the database as it is before it: what the
/// script of one loses is not blamed on those before it. `before` is migrated step by step.
///
/// @param before a database at which the migrations are pending
/// @param schema that was asked for, to come first in the `search_path`
/// @param migrator what migrates a database as it will be migrated
/// @param progress hears which migration is being taken back
public record DownRehearsal(
        DatabaseUrl before,
        MigrationSet migrations,
        HistoryTable history,
        Optional<String> schema,
        Function<DatabaseUrl, Migrator.Builder> migrator,
        Twins twins,
        Progress progress) {

    /// Newest first, as they would be taken back. Those that run whenever they changed are no part
    /// of it.
    ///
    /// @param pending versions, in the order in which they run
    /// @throws DownException when the database cannot be asked, or behaves differently each time
    public List<RehearsedDown> run(List<String> pending) {
        var rehearsed = new ArrayList<RehearsedDown>();
        var due =
                pending.stream()
                        .flatMap(version -> versioned(migrations, version).stream())
                        .toList();
        for (int i = 0; i < due.size(); i++) {
            var migration = due.get(i);
            var telling = Telling.begins(progress, migration.file(), i + 1, due.size());
            try {
                rehearsed.add(tried(migration, i + 1 < due.size(), telling));
            } catch (SQLException e) {
                throw new DownException(
                        "cannot rehearse taking back %s on %s: %s"
                                .formatted(migration.file(), before, e.getMessage()),
                        e);
            }
        }
        return rehearsed.reversed();
    }

    /// What is known of migrations without a script among them.
    public static List<RehearsedDown> withoutScripts(
            MigrationSet migrations, List<String> pending) {
        return pending.reversed().stream()
                .flatMap(version -> versioned(migrations, version).stream())
                .map(migration -> RehearsedDown.without(migration.file()))
                .toList();
    }

    /// Whether any of them can be taken back at all.
    public static boolean isPossible(MigrationSet migrations) {
        return isPossible(
                migrations, migrations.migrations().stream().map(Migration::version).toList());
    }

    /// Whether any of `pending` can be taken back at all.
    public static boolean isPossible(MigrationSet migrations, List<String> pending) {
        return migrations.migrations().stream()
                .anyMatch(one ->
                        pending.contains(one.version()) && script(migrations, one).isPresent());
    }

    private RehearsedDown tried(Migration migration, boolean more, Telling telling)
            throws SQLException {
        var script = script(migrations, migration);
        if (script.isEmpty()) {
            if (more) {
                up(before, migration);
            }
            return RehearsedDown.without(migration.file());
        }
        var newData = new ArrayList<NewData>();
        var rehearsed = tried(migration, newData, telling);
        if (more || !newData.isEmpty()) {
            up(before, migration);
        }
        var probing = new Probing(before, schema, script.get(), twins);
        return probing.failure(newData).map(rehearsed::instead).orElse(rehearsed);
    }

    /// @param newData is told what the new version may write, if the script works without that
    private RehearsedDown tried(Migration migration, List<NewData> newData, Telling telling)
            throws SQLException {
        try (var twin = twins.of(before);
                var trial = Trial.begin(before, twin.url(), history)) {
            up(twin.url(), migration);
            trial.migrated();
            return switch (migrator.apply(twin.url()).build().down(DataLoss.ACCEPT)) {
                case DownOutcome.Done(var taken, _, _)
                        when !taken.version().equals(migration.version()) ->
                        fails(migration, 0, taken.version() + " is newer, and comes first");
                case DownOutcome.Done(_, _, var took) -> {
                    newData.addAll(trial.newData());
                    yield trial.compared(migration.file(), took, telling);
                }
                case DownOutcome.Failed failed -> fails(migration, failed.line(), failed.error());
                case DownOutcome.Refused refused -> fails(migration, 0, refused.why());
                case DownOutcome.Nothing _,
                        DownOutcome.Blocked _,
                        DownOutcome.Overtaken _,
                        DownOutcome.Untried _,
                        DownOutcome.Locked _ ->
                        throw new DownException(
                                "%s could not be taken back on %s, which nobody else uses"
                                        .formatted(migration.file(), twin.url()));
            };
        }
    }

    private static RehearsedDown fails(Migration migration, int line, String error) {
        return new RehearsedDown(
                migration.file(),
                new DownVerdict.Fails(line, error, Optional.empty()),
                List.of(),
                Duration.ZERO,
                Duration.ZERO,
                false);
    }

    private void up(DatabaseUrl database, Migration migration) {
        var outcome = migrator.apply(database).stopAt(migration.version()).build().migrate();
        if (!(outcome instanceof Outcome.Done)) {
            throw new DownException(
                    "%s ran on the copy and not on %s, a copy of it: %s"
                            .formatted(migration.file(), database, outcome));
        }
    }

    private static Optional<Migration> versioned(MigrationSet migrations, String version) {
        return migrations.migrations().stream()
                .filter(one -> one.kind() == Migration.Kind.VERSIONED)
                .filter(one -> one.version().equals(version))
                .findFirst();
    }

    private static Optional<Script> script(MigrationSet migrations, Migration migration) {
        return migration
                .downText()
                .flatMap(text ->
                        migrations.format().down(migration.file(), text, migrations.settings()))
                .filter(script -> !script.statements().isEmpty());
    }
}
