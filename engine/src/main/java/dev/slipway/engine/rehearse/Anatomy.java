package dev.slipway.engine.rehearse;

import java.util.List;
import java.util.Optional;

/// A table, or a materialised view, as the catalogue describes it: what a safe form of a change is
/// written from.
///
/// @param name with its schema, quoted where it needs it
/// @param heap bytes of its rows, without those kept apart
/// @param bytes of all its files, with its indexes
/// @param bound the condition that all its rows meet because it is a partition
record Anatomy(
        long oid,
        String name,
        char kind,
        long heap,
        long bytes,
        Optional<String> bound,
        List<Column> columns,
        List<Constraint> constraints,
        List<Index> indexes) {

    Anatomy {
        columns = List.copyOf(columns);
        constraints = List.copyOf(constraints);
        indexes = List.copyOf(indexes);
    }

    /// @param number which it keeps through every rename
    /// @param name quoted where it needs it
    /// @param typeId object id and modifier, which two types share only if they are one
    /// @param base for a domain, the type beneath it
    /// @param domainChecks what the domain asks of its values, as `CHECK (…)`
    /// @param fallback its default, or what a generated one is computed from
    /// @param identity as in `pg_attribute`
    /// @param generated as in `pg_attribute`
    record Column(
            int number,
            String name,
            String type,
            String typeId,
            Optional<String> base,
            List<String> domainChecks,
            boolean notNull,
            Optional<String> fallback,
            String identity,
            String generated) {
        Column {
            domainChecks = List.copyOf(domainChecks);
        }

        boolean isIdentity() {
            return !identity.isEmpty();
        }

        boolean isGenerated() {
            return !generated.isEmpty();
        }
    }

    /// @param type as in `pg_constraint.contype`
    /// @param definition as the server writes it, with `NOT VALID` where that holds
    /// @param columns the numbers of those that it speaks of
    /// @param index that it is kept by, or 0
    record Constraint(
            long oid,
            String name,
            char type,
            String definition,
            boolean validated,
            List<Integer> columns,
            long index) {
        Constraint {
            columns = List.copyOf(columns);
        }
    }

    /// @param name with its schema, quoted where it needs it
    /// @param bareName without it, quoted where it needs it
    /// @param definition the statement that makes it
    record Index(long oid, String name, String bareName, String definition, boolean unique) {}

    Optional<Column> column(int number) {
        return columns.stream().filter(one -> one.number() == number).findFirst();
    }

    boolean hasRows() {
        return heap > 0;
    }
}
