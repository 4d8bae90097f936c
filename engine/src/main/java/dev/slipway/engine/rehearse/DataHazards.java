package dev.slipway.engine.rehearse;

import dev.slipway.report.Finding;
import dev.slipway.report.Place;
import dev.slipway.report.Severity;
import java.util.ArrayList;
import java.util.List;

/// Findings about what a statement took away for good, and what it calls otherwise now.
///
/// @param oldSqlChecked whether the old version's SQL was planned on the new schema: that says what
///   a rename breaks, and a rename by itself says less
record DataHazards(RehearsedStatement statement, boolean oldSqlChecked) {

    private static final String KEEP_TABLE =
            "Leave the table for this release, and drop it when no version uses it.";

    List<Finding> findings() {
        var found = new ArrayList<Finding>();
        for (var change : statement.traces().tables()) {
            taken(change, found);
        }
        if (!oldSqlChecked) {
            renamed(found);
        }
        return found;
    }

    private void taken(TableChange change, List<Finding> found) {
        if (!change.before().hasRows()) {
            return;
        }
        var held = change.table() + " held " + Size.text(change.before().heap()) + " of rows";
        if (change.dropped() && change.before().kind() == 'r') {
            found.add(
                    finding(
                            Rule.DROPPED_TABLE,
                            "drops the table " + change.table() + " with its rows",
                            held,
                            SafeForm.words(KEEP_TABLE)));
        }
        if (change.emptied() && change.before().kind() == 'r') {
            found.add(
                    finding(
                            Rule.TRUNCATED,
                            "empties " + change.table(),
                            held,
                            kept(change.before())));
        }
        for (var column : change.droppedColumns()) {
            if (column.isGenerated()) {
                continue;
            }
            found.add(
                    finding(
                            Rule.DROPPED_COLUMN,
                            "drops the column %s of %s, and what its rows hold there"
                                    .formatted(column.name(), change.after().orElseThrow().name()),
                            held,
                            unused(change, column)));
        }
    }

    private static SafeForm kept(Anatomy table) {
        return new SafeForm(
                "Keep a copy of its rows for as long as one may want them back.",
                List.of(
                        "create table %s as table %s"
                                .formatted(
                                        Names.inSchemaOf(
                                                table.name(),
                                                Names.of(table.name(), "rows", "_kept")),
                                        table.name())));
    }

    private static SafeForm unused(TableChange change, Anatomy.Column column) {
        var advice = "Leave the column for this release, and drop it when no version uses it.";
        boolean must = column.notNull() && column.fallback().isEmpty() && !column.isIdentity();
        boolean key =
                change.before().constraints().stream()
                        .anyMatch(one ->
                                one.type() == 'p' && one.columns().contains(column.number()));
        return must && !key
                ? new SafeForm(
                        advice,
                        List.of(
                                "alter table %s alter column %s drop not null"
                                        .formatted(change.table(), column.name())))
                : SafeForm.words(advice);
    }

    private void renamed(List<Finding> found) {
        for (var one : statement.traces().renames()) {
            if ("rpvmf".indexOf(one.kind()) >= 0) {
                found.add(
                        finding(
                                Rule.RENAMED,
                                "calls %s %s".formatted(one.from(), one.to()),
                                "its name in the catalogue changed",
                                SafeForm.words(
                                        "Leave its name, and let the next release use a view of"
                                                + " the new one: create view %s as table %s."
                                                        .formatted(one.to(), one.from()))));
            }
        }
        for (var change : statement.traces().tables()) {
            change.renamedColumns().forEach(one -> found.add(renamed(change, one)));
        }
    }

    private Finding renamed(TableChange change, TableChange.Changed column) {
        var table = change.after().orElseThrow().name();
        var from = column.from().name();
        var to = column.to().name();
        var sql = new ArrayList<String>();
        sql.add(SafeSql.addColumn(table, to, column.to().type()));
        sql.addAll(SafeSql.follow(table, to, from));
        sql.add(SafeSql.backfill(table, to, from));
        return finding(
                Rule.RENAMED,
                "calls the column %s of %s %s".formatted(from, table, to),
                "its name in the catalogue changed",
                new SafeForm(
                        "Add the column under its new name, keep it in step by a trigger, and drop"
                                + " the old one when no version uses it.",
                        sql));
    }

    private Finding finding(Rule rule, String fact, String evidence, SafeForm form) {
        return new Finding(
                rule.id(),
                Severity.WARNING,
                Place.line(statement.migration(), statement.line()),
                fact,
                evidence + "\n" + rule.why(),
                form.text());
    }
}
