package dev.slipway.migrate;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.report.Exit;
import dev.slipway.report.Json;
import dev.slipway.report.Report;
import dev.slipway.report.Section;
import dev.slipway.report.Verdict;
import java.util.List;
import java.util.stream.Stream;

/// What `migrate` would run, in order, if it were run now.
///
/// @param status of the database; nothing would run where it does not allow that
/// @param migrations that would be applied
public record Preview(Status status, List<Migration> migrations) {

    public Preview {
        migrations = List.copyOf(migrations);
    }

    /// How a command that shows this ends.
    public Exit exit() {
        return status.mayMigrate() ? Exit.DONE : new Outcome.Refused(status).exit();
    }

    public Report toReport() {
        if (!status.mayMigrate()) {
            return new Outcome.Refused(status).toReport();
        }
        return new Report(
                new Verdict.Pass(),
                headline(),
                migrations.stream().map(Preview::section).toList(),
                Json.object()
                        .put("outcome", "dry-run")
                        .put("migrations", Json.array(migrations, Preview::json)));
    }

    private String headline() {
        return switch (migrations.size()) {
            case 0 -> "Nothing to do: every migration is applied.";
            case 1 -> "This would run, and was not run: 1 migration.";
            default -> "This would run, and was not run: " + migrations.size() + " migrations.";
        };
    }

    private static Section section(Migration migration) {
        return new Section.Text(
                "-- "
                        + migration.file()
                        + (migration.transactional()
                                ? ", in one transaction"
                                : ", statement by statement, not in one transaction"),
                migration.statements().stream().flatMap(Preview::lines).toList());
    }

    private static Stream<String> lines(Statement statement) {
        var sql = statement.sql();
        return (sql.endsWith(";") ? sql : sql + ";").lines();
    }

    private static Json.Obj json(Migration migration) {
        return Json.object()
                .put("version", migration.version())
                .put("file", migration.file())
                .put("transactional", migration.transactional())
                .put(
                        "statements",
                        Json.array(
                                migration.statements(),
                                statement ->
                                        Json.object()
                                                .put("line", statement.line())
                                                .put("sql", statement.sql())));
    }
}
