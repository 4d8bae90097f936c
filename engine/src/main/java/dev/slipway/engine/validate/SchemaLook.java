package dev.slipway.engine.validate;

import dev.slipway.migrate.Ahead;
import dev.slipway.migrate.DatabaseUrl;
import dev.slipway.migrate.MigrateException;
import dev.slipway.migrate.Migrator;
import dev.slipway.migrate.Problem;
import dev.slipway.migrate.Status;
import dev.slipway.migrate.format.Formats;
import dev.slipway.migrate.format.MigrationSet;
import dev.slipway.report.Exit;
import java.util.stream.Collectors;

/// Asks a database where it stands against a folder of migrations.
record SchemaLook(Check.SchemaState check) {

    CheckResult look() {
        try {
            return judge(
                    Migrator.builder()
                            .database(DatabaseUrl.parse(check.database()))
                            .migrations(MigrationSet.of(Formats.SQLX, check.migrations()))
                            .ahead(check.aheadAllowed() ? Ahead.TOLERATE : Ahead.REFUSE)
                            .build()
                            .status());
        } catch (MigrateException e) {
            return Validator.failed(
                    check,
                    "validate/schema-unknown",
                    check.name(),
                    "The database could not be asked.",
                    String.valueOf(e.getMessage()),
                    "Make it reachable, then run the release again.");
        }
    }

    private CheckResult judge(Status status) {
        var seen =
                "%s at %s, %d applied, %d pending"
                        .formatted(
                                status.state().word(),
                                status.current().orElse("nothing"),
                                status.applied(),
                                status.pending().size());
        if (status.exit() == Exit.DONE) {
            return new CheckResult.Passed(check.name(), seen);
        }
        var problems =
                status.problems().stream().map(Problem::detail).collect(Collectors.joining("\n"));
        return Validator.failed(
                check,
                "validate/schema-state",
                status.database(),
                "The schema is not where this version needs it.",
                problems.isEmpty() ? seen : seen + "\n" + problems,
                "Look with slipway db status.");
    }
}
