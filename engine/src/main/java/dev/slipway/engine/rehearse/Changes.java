package dev.slipway.engine.rehearse;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// What a statement did to the files of relations that were there before its migration: a pure
/// comparison of catalogues.
///
/// The files decide, and not what the server says it does: a migration can silence that.
record Changes(List<String> rewrites, List<String> indexBuilds, List<String> indexRebuilds) {

    static final Changes NONE = new Changes(List.of(), List.of(), List.of());

    Changes {
        rewrites = List.copyOf(rewrites);
        indexBuilds = List.copyOf(indexBuilds);
        indexRebuilds = List.copyOf(indexRebuilds);
    }

    /// @param before the migration
    /// @param last what the statement found
    /// @param now what it left
    static Changes between(Catalogue before, Catalogue last, Catalogue now) {
        var files = new HashSet<Long>();
        var indexNames = new HashSet<String>();
        for (var relation : last.all()) {
            files.add(relation.file());
            if (relation.isIndex()) {
                indexNames.add(relation.name());
            }
        }
        Predicate<Relation> newFile = one -> one.file() != 0 && !files.contains(one.file());
        Predicate<Relation> newIndexFile =
                newFile.and(Relation::isIndex).and(one -> before.has(one.table()));
        return new Changes(
                names(now, newFile.and(Relation::holdsRows).and(one -> before.has(one.oid()))),
                names(now, newIndexFile.and(one -> !known(one, last, indexNames))),
                names(now, newIndexFile.and(one -> known(one, last, indexNames))));
    }

    /// What bears another name, or stands in another schema, than the statement found it.
    static List<Traces.Renamed> renames(Catalogue before, Catalogue last, Catalogue now) {
        return now.all().stream()
                .filter(one -> before.has(one.oid()))
                .flatMap(one ->
                        last
                                .find(one.oid())
                                .filter(was -> !was.name().equals(one.name()))
                                .map(was -> new Traces.Renamed(was.name(), one.name(), one.kind()))
                                .stream())
                .toList();
    }

    /// An index whose column changes its type is dropped and made again under its name.
    private static boolean known(Relation index, Catalogue last, Set<String> indexNames) {
        return last.has(index.oid()) || indexNames.contains(index.name());
    }

    private static List<String> names(Catalogue catalogue, Predicate<Relation> wanted) {
        return List.copyOf(catalogue.names(wanted));
    }
}
