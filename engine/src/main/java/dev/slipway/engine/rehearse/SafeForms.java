package dev.slipway.engine.rehearse;

import dev.slipway.engine.rehearse.Anatomy.Column;
import dev.slipway.engine.rehearse.Anatomy.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/// Writes the [SafeForm] of a statement, from the difference that it was seen to make: a pure
/// function, that never reads the statement's own text.
record SafeForms(RehearsedStatement statement) {

    private static final String BESIDE =
            "Add the column empty, let new rows fill it, fill the others in batches.";
    private static final String TYPE =
            "Add a new column beside the old one, keep it in step by a trigger, fill it in batches,"
                    + " and move over to it in the next release.";
    private static final String VALIDATE =
            "Add it not valid, and validate it after that, which stops nobody.";
    private static final String CONCURRENT =
            "Build the index concurrently; a constraint takes it as it is.";
    private static final String AROUND =
            "Take away what hangs on the column, change its type, and put it back.";
    private static final String BOUND =
            "Prove which rows belong there by a check that is validated before.";
    private static final String ATTACH =
            "Create it as a table of its own and attach it, after a check on the default partition"
                    + " that is validated before proves that none of its rows belong there.";
    private static final String PARTITIONED =
            "Do it for each partition first, and for the whole table at the end.";

    /// Empty where the statement left no difference that can be had otherwise.
    Optional<SafeForm> form() {
        var forms =
                statement.traces().tables().stream()
                        .filter(change -> change.after().isPresent())
                        .flatMap(this::of)
                        .reduce(SafeForm::and);
        return Stream.concat(bounds().stream(), forms.stream())
                .reduce(SafeForm::and)
                .or(this::sameShape);
    }

    /// What leaves every table as it was, in other files.
    private Optional<SafeForm> sameShape() {
        var built = new ArrayList<>(statement.indexRebuilds());
        var views = views();
        if (!views.isEmpty()) {
            return views.stream().map(SafeForms::refresh).reduce(SafeForm::and);
        }
        if (!statement.rewrites().isEmpty()) {
            return Optional.of(
                    SafeForm.words(
                            "There is no form of it that lets others work: use pg_repack, or an hour"
                                    + " without traffic."));
        }
        return built.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new SafeForm(
                                "Build it anew concurrently.",
                                built.stream()
                                        .map(index -> "reindex index concurrently " + index)
                                        .toList()));
    }

    private List<Anatomy> views() {
        return statement.traces().tables().stream()
                .flatMap(change -> change.after().stream())
                .filter(now -> now.kind() == 'm' && statement.rewrites().contains(now.name()))
                .toList();
    }

    private static SafeForm refresh(Anatomy view) {
        return view.indexes().stream().anyMatch(Anatomy.Index::unique)
                ? new SafeForm(
                        "Refresh it concurrently.",
                        List.of("refresh materialized view concurrently " + view.name()))
                : SafeForm.words(
                        "Make a unique index on %s, so that it can be refreshed concurrently."
                                .formatted(view.name()));
    }

    private Stream<SafeForm> of(TableChange change) {
        var now = change.after().orElseThrow();
        if (now.kind() == 'p') {
            return change.shape() ? Stream.of(SafeForm.words(PARTITIONED)) : Stream.empty();
        }
        var forms = new ArrayList<SafeForm>();
        change.addedColumns().forEach(one -> forms.add(column(now.name(), one)));
        change.retyped().forEach(one -> forms.add(type(change, one)));
        change.tightened()
                .forEach(one ->
                        forms.add(
                                new SafeForm(
                                        "Prove it by a check that is validated before.",
                                        SafeSql.notNull(now.name(), one.name()))));
        change.addedConstraints().stream()
                .filter(Constraint::validated)
                .forEach(one -> forms.add(constraint(now, one)));
        change.addedIndexes()
                .forEach(one ->
                        forms.add(
                                new SafeForm(
                                        CONCURRENT,
                                        List.of(SafeSql.concurrently(one.definition())))));
        return forms.stream();
    }

    private SafeForm column(String table, Column column) {
        boolean costly = statement.rewrites().contains(table);
        if (costly && column.isGenerated()) {
            return generated(table, column);
        }
        if (costly && !column.domainChecks().isEmpty() && column.fallback().isEmpty()) {
            return ofDomain(table, column);
        }
        boolean numbers =
                column.isIdentity() || column.fallback().filter(SafeForms::counts).isPresent();
        if (costly && numbers) {
            return numbered(table, column);
        }
        return column.fallback()
                .filter(_ -> costly)
                .map(value -> filled(table, column, value))
                .orElseGet(() -> plain(table, column));
    }

    private static boolean counts(String fallback) {
        return fallback.startsWith("nextval(");
    }

    private static SafeForm plain(String table, Column column) {
        var add = new StringBuilder(SafeSql.addColumn(table, column.name(), column.type()));
        column.fallback().ifPresent(value -> add.append(" default ").append(value));
        if (column.notNull() && column.fallback().isPresent()) {
            add.append(" not null");
        }
        return new SafeForm("Add the column first.", List.of(add.toString()));
    }

    private static SafeForm filled(String table, Column column, String value) {
        var sql = new ArrayList<String>();
        sql.add(SafeSql.addColumn(table, column.name(), column.type()));
        sql.add(SafeSql.setDefault(table, column.name(), value));
        sql.add(SafeSql.backfill(table, column.name(), value));
        if (column.notNull()) {
            sql.addAll(SafeSql.notNull(table, column.name()));
        }
        return new SafeForm(BESIDE, sql);
    }

    private static SafeForm numbered(String table, Column column) {
        var sequence = Names.inSchemaOf(table, Names.of(table, column.name(), "_numbers"));
        var next = "nextval('%s')".formatted(sequence.replace("'", "''"));
        var filled = filled(table, column, next);
        var sql = new ArrayList<String>();
        sql.add("create sequence %s as %s".formatted(sequence, column.type()));
        sql.addAll(filled.statements());
        sql.add("alter sequence %s owned by %s.%s".formatted(sequence, table, column.name()));
        return new SafeForm(BESIDE, sql);
    }

    private static SafeForm generated(String table, Column column) {
        var expression = column.fallback().orElseThrow();
        var sql = new ArrayList<String>();
        sql.add(SafeSql.addColumn(table, column.name(), column.type()));
        sql.addAll(SafeSql.follow(table, column.name(), expression));
        sql.add(SafeSql.backfill(table, column.name(), expression));
        return new SafeForm(
                "Let a trigger compute it, and fill the other rows in batches; from PostgreSQL 18 a"
                        + " virtual column needs neither.",
                sql);
    }

    private static SafeForm ofDomain(String table, Column column) {
        var sql = new ArrayList<String>();
        sql.add(SafeSql.addColumn(table, column.name(), column.base().orElseThrow()));
        for (var check : column.domainChecks()) {
            var own = check.replaceAll("\\bVALUE\\b", Matcher.quoteReplacement(column.name()));
            sql.addAll(
                    SafeSql.constraint(
                            table, Names.of(table, column.name(), "_check" + sql.size()), own));
        }
        return new SafeForm("Take the type beneath the domain, and its checks beside it.", sql);
    }

    private SafeForm type(TableChange change, TableChange.Changed column) {
        var table = change.after().orElseThrow().name();
        var to = column.to();
        if (!statement.rewrites().contains(table)) {
            return around(change, column);
        }
        var beside = Names.beside(to.name(), "_new");
        var value = "%s::%s".formatted(to.name(), to.type());
        var sql = new ArrayList<String>();
        sql.add(SafeSql.addColumn(table, beside, to.type()));
        sql.addAll(SafeSql.follow(table, beside, value));
        sql.add(SafeSql.backfill(table, beside, value));
        return new SafeForm(TYPE, sql);
    }

    /// The type itself costs nothing; the checks and indexes of the column do.
    private SafeForm around(TableChange change, TableChange.Changed column) {
        var now = change.after().orElseThrow();
        var checks =
                now.constraints().stream()
                        .filter(one -> one.type() == 'c')
                        .filter(one -> one.columns().contains(column.to().number()))
                        .toList();
        var indexes =
                now.indexes().stream()
                        .filter(one -> statement.indexRebuilds().contains(one.name()))
                        .toList();
        var sql = new ArrayList<String>();
        checks.forEach(one ->
                sql.add("alter table %s drop constraint %s".formatted(now.name(), one.name())));
        indexes.forEach(one -> sql.add("drop index concurrently " + one.name()));
        sql.add(
                "alter table %s alter column %s type %s"
                        .formatted(now.name(), column.to().name(), column.to().type()));
        indexes.forEach(one -> sql.add(SafeSql.concurrently(one.definition())));
        checks.forEach(
                one -> sql.addAll(SafeSql.constraint(now.name(), one.name(), one.definition())));
        return new SafeForm(AROUND, sql);
    }

    private static SafeForm constraint(Anatomy table, Constraint constraint) {
        return switch (constraint.type()) {
            case 'c', 'f' ->
                    new SafeForm(
                            VALIDATE,
                            SafeSql.constraint(
                                    table.name(), constraint.name(), constraint.definition()));
            case 'p', 'u' -> usingIndex(table, constraint);
            default ->
                    SafeForm.words(
                            "There is no form of it that lets others work: use an hour without"
                                    + " traffic.");
        };
    }

    private static SafeForm usingIndex(Anatomy table, Constraint constraint) {
        var build =
                table.indexes().stream()
                        .filter(index -> index.oid() == constraint.index())
                        .map(index -> SafeSql.concurrently(index.definition()));
        var add =
                "alter table %s add constraint %s %s using index %s"
                        .formatted(
                                table.name(),
                                constraint.name(),
                                constraint.type() == 'p' ? "primary key" : "unique",
                                constraint.name());
        return new SafeForm(CONCURRENT, Stream.concat(build, Stream.of(add)).toList());
    }

    /// Of what becomes a partition, and of the default partition that must leave it its rows.
    private Optional<SafeForm> bounds() {
        var bound =
                statement.traces().tables().stream()
                        .filter(TableChange::bound)
                        .flatMap(change -> change.after().stream())
                        .toList();
        var attached = bound.stream().filter(one -> !isDefault(one)).findFirst();
        if (bound.isEmpty() || attached.isEmpty()) {
            return bound.isEmpty() ? Optional.empty() : Optional.of(SafeForm.words(ATTACH));
        }
        var holds = attached.get().bound().orElseThrow();
        var sql = new ArrayList<String>();
        var undo = new ArrayList<String>();
        for (var table : bound) {
            var check = Names.of(table.name(), "bound", "_holds");
            var condition = isDefault(table) ? "not " + holds : holds;
            sql.addAll(SafeSql.constraint(table.name(), check, "check (%s)".formatted(condition)));
            undo.add("alter table %s drop constraint %s".formatted(table.name(), check));
        }
        sql.add(statement.sql());
        sql.addAll(undo);
        return Optional.of(new SafeForm(BOUND, sql));
    }

    private static boolean isDefault(Anatomy partition) {
        return partition.bound().filter(bound -> bound.startsWith("(NOT ")).isPresent();
    }
}
