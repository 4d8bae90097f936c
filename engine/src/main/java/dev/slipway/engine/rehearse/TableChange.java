package dev.slipway.engine.rehearse;

import dev.slipway.engine.rehearse.Anatomy.Column;
import dev.slipway.engine.rehearse.Anatomy.Constraint;
import dev.slipway.engine.rehearse.Anatomy.Index;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A table that was there before its migration, before and after one statement: a pure comparison.
///
/// @param after empty when it was dropped
record TableChange(Anatomy before, Optional<Anatomy> after) {

    /// A column that kept its number, before and after.
    record Changed(Column from, Column to) {}

    String table() {
        return before.name();
    }

    boolean dropped() {
        return after.isEmpty();
    }

    /// Whether rows were there, and none are now, though the table is.
    boolean emptied() {
        return before.hasRows() && after.filter(now -> !now.hasRows()).isPresent();
    }

    boolean renamed() {
        return after.filter(now -> !now.name().equals(before.name())).isPresent();
    }

    List<Column> addedColumns() {
        return after.stream()
                .flatMap(now -> now.columns().stream())
                .filter(one -> before.column(one.number()).isEmpty())
                .toList();
    }

    List<Column> droppedColumns() {
        return after.stream()
                .flatMap(now ->
                        before.columns().stream().filter(one -> now.column(one.number()).isEmpty()))
                .toList();
    }

    List<Changed> renamedColumns() {
        return kept().filter(one -> !one.from().name().equals(one.to().name())).toList();
    }

    List<Changed> retyped() {
        return kept().filter(one -> !one.from().typeId().equals(one.to().typeId())).toList();
    }

    /// Columns that may not be null any more.
    List<Column> tightened() {
        return kept().filter(one -> !one.from().notNull() && one.to().notNull())
                .map(Changed::to)
                .toList();
    }

    List<Constraint> addedConstraints() {
        return after.stream()
                .flatMap(now -> now.constraints().stream())
                .filter(one -> before.constraints().stream().noneMatch(had -> same(had, one)))
                .toList();
    }

    private static boolean same(Constraint had, Constraint has) {
        return had.oid() == has.oid() || had.name().equals(has.name());
    }

    /// Those of no constraint.
    List<Index> addedIndexes() {
        return after.stream()
                .flatMap(now ->
                        now.indexes().stream()
                                .filter(one ->
                                        before.indexes().stream().noneMatch(had -> same(had, one)))
                                .filter(one ->
                                        now.constraints().stream()
                                                .noneMatch(key -> key.index() == one.oid())))
                .toList();
    }

    private static boolean same(Index had, Index has) {
        return had.oid() == has.oid() || had.name().equals(has.name());
    }

    /// Whether its rows must meet another condition of its partitioned table than before.
    boolean bound() {
        return after.flatMap(Anatomy::bound)
                .filter(now -> !before.bound().equals(Optional.of(now)))
                .isPresent();
    }

    /// Whether one of the new or rebuilt indexes is its own.
    boolean builds(Changes changes) {
        return after.stream()
                .flatMap(now -> now.indexes().stream())
                .map(Index::name)
                .anyMatch(name ->
                        changes.indexBuilds().contains(name)
                                || changes.indexRebuilds().contains(name));
    }

    /// Whether anything but its size is different.
    boolean shape() {
        return dropped()
                || renamed()
                || bound()
                || !addedColumns().isEmpty()
                || !droppedColumns().isEmpty()
                || !renamedColumns().isEmpty()
                || !retyped().isEmpty()
                || !tightened().isEmpty()
                || !addedConstraints().isEmpty()
                || !addedIndexes().isEmpty();
    }

    private Stream<Changed> kept() {
        return after.stream()
                .flatMap(now ->
                        before.columns().stream()
                                .flatMap(from ->
                                        now
                                                .column(from.number())
                                                .map(to -> new Changed(from, to))
                                                .stream()));
    }
}
