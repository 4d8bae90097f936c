package dev.slipway.migrate.privilege;

import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.privilege.Act.Access;
import dev.slipway.migrate.privilege.Act.Sort;
import dev.slipway.migrate.sql.Statement;
import dev.slipway.report.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Collects what scripts need of a database, in the order in which they run: what one makes, the
/// next need not ask for.
final class Wants {

    private final String schema;
    private final Map<List<Object>, Want> wants = new LinkedHashMap<>();

    /// What is made, moved or dropped on the way, and so is not the catalogue's to answer for.
    private final Set<List<Object>> changed = new HashSet<>();

    private final List<Place> hidden = new ArrayList<>();

    /// Where names without a schema are, if the script has said so; the next begins anew.
    private List<String> path = List.of();

    /// @param schema where names without a schema are made
    Wants(String schema) {
        this.schema = schema;
    }

    /// @throws dev.slipway.migrate.format.MigrationFolderException when the file breaks the tool's
    ///   rules
    void add(Migration migration) {
        path = List.of();
        for (var statement : migration.statements()) {
            add(migration.file(), statement);
        }
    }

    private void add(String file, Statement statement) {
        var place = Place.line(file, statement.line());
        for (var act : Heads.read(statement.sql())) {
            add(place, act);
        }
    }

    void add(Place place, Access access, Sort sort, Name name) {
        ask(place, access, sort, name, Optional.empty());
    }

    void addSchema(Place place, Name name) {
        made(place, new Act.Makes(Sort.SCHEMA, name, Act.Before.REFUSED, Optional.empty()));
    }

    private void add(Place place, Act act) {
        if (act instanceof Act.Makes makes) {
            made(place, makes);
        } else if (act instanceof Act.Uses uses) {
            ask(place, uses.access(), uses.sort(), uses.name(), uses.arguments());
        } else if (act instanceof Act.CreatesIn creates) {
            createIn(place, creates.name());
        } else if (act instanceof Act.Drops drops) {
            changed.add(key(drops.sort(), drops.name()));
        } else if (act instanceof Act.Searches searches) {
            path = List.copyOf(searches.path());
        } else {
            hidden.add(place);
        }
    }

    private void made(Place place, Act.Makes makes) {
        switch (makes.sort()) {
            case SCHEMA -> ask(place, Access.CREATE, Sort.DATABASE, Name.of(""), Optional.empty());
            case EXTENSION, ROLE ->
                    ask(place, Access.CREATE, makes.sort(), makes.name(), Optional.empty());
            case RELATION, TYPE, ROUTINE, DATABASE -> createIn(place, makes.name());
        }
        if (makes.before() == Act.Before.REFUSED) {
            changed.add(key(makes.sort(), makes.name()));
        } else if (makes.before() == Act.Before.REPLACED) {
            ask(place, Access.OWN, makes.sort(), makes.name(), makes.arguments());
        }
    }

    private void createIn(Place place, Name name) {
        ask(place, Access.CREATE, Sort.SCHEMA, Name.of(schemaOf(name)), Optional.empty());
    }

    private void ask(
            Place place, Access access, Sort sort, Name name, Optional<Integer> arguments) {
        if (!isChanged(sort, name)) {
            var schemas = name.schema().map(List::of).orElse(path);
            var want = new Want(place, sort, access, schemas, name.name(), arguments);
            wants.putIfAbsent(want.key(), want);
        }
    }

    private boolean isChanged(Sort sort, Name name) {
        return changed.contains(key(sort, name))
                || (inSchema(sort) && changed.contains(key(Sort.SCHEMA, Name.of(schemaOf(name)))));
    }

    private List<Object> key(Sort sort, Name name) {
        return inSchema(sort)
                ? List.of(sort, schemaOf(name), name.name())
                : List.of(sort, name.name());
    }

    private static boolean inSchema(Sort sort) {
        return sort == Sort.RELATION || sort == Sort.TYPE || sort == Sort.ROUTINE;
    }

    private String schemaOf(Name name) {
        return name.schema().orElseGet(() -> path.isEmpty() ? schema : path.get(0));
    }

    List<Want> wants() {
        return List.copyOf(wants.values());
    }

    /// The statements that do what only running them can tell.
    List<Place> hidden() {
        return hidden;
    }
}
