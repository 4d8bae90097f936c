package dev.slipway.engine.release;

import dev.slipway.engine.backup.Backup;
import dev.slipway.engine.backup.BackupException;
import dev.slipway.engine.backup.BackupSet;
import dev.slipway.engine.postgres.PostgresException;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.report.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Takes the backup of a release.
///
/// One that a killed conductor took, and did not record, is taken again: only what the record names
/// with its hash is a backup.
///
/// @param limit after which it is given up
public record BackupRunner(Duration limit) implements Runner<Step.Backup> {

    @Override
    public Optional<Outcome.Done> probe(Step.Backup step, Errand errand) {
        return Optional.empty();
    }

    @Override
    public Outcome run(Step.Backup step, Errand errand) {
        var file = step.folder().resolve("release-" + errand.release() + ".dump");
        try {
            Files.createDirectories(step.folder());
            var backup = Backup.take(DatabaseUrl.parse(step.database()), file, limit);
            return new Outcome.Done(seen(backup), Json.object().put("backup", backup.toJson()));
        } catch (BackupException | PostgresException e) {
            return new Outcome.Failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Outcome.Failed("cannot make the folder " + step.folder() + ": " + e);
        }
    }

    private static String seen(BackupSet backup) {
        return String.format(
                Locale.ROOT,
                "%d tables, %,d rows, %,.1f MB, sha256 %s…",
                backup.rowCounts().size(),
                backup.rows(),
                backup.bytes() / 1e6,
                backup.sha256().substring(0, 12));
    }
}
