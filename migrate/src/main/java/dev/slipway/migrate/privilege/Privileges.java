package dev.slipway.migrate.privilege;

import dev.slipway.migrate.format.HistoryTable;
import dev.slipway.migrate.format.Migration;
import dev.slipway.migrate.privilege.Act.Access;
import dev.slipway.migrate.privilege.Act.Sort;
import dev.slipway.report.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds out what a role may not do that scripts are about to do.
///
/// The scripts are read only as far as their statements' first words; the catalogue answers for all
/// of them at once, and nothing is locked or changed. What code inside the database does, and what
/// a query reads, is not looked into.
public final class Privileges {

    private final Wants wants;

    /// @param schema where names without a schema are made
    public Privileges(String schema) {
        wants = new Wants(schema);
    }

    /// Takes what a script needs into account, after those before it.
    ///
    /// @throws dev.slipway.migrate.format.MigrationFolderException when the file breaks the tool's
    ///   rules
    public void of(Migration migration) {
        wants.add(migration);
    }

    /// That rows of a history are read and written, with these verbs of SQL.
    public void ofHistory(HistoryTable table, List<String> verbs) {
        var name = Name.of(table.schema()).dot(table.table());
        var place = Place.of("history");
        for (var verb : verbs) {
            wants.add(place, Access.valueOf(verb.toUpperCase(Locale.ROOT)), Sort.RELATION, name);
        }
    }

    /// That a history is made.
    public void ofNewHistory(HistoryTable table) {
        wants.add(Place.of("history"), Access.CREATE, Sort.SCHEMA, Name.of(table.schema()));
    }

    /// That schemas are made, and what they hold then.
    public void ofNewSchemas(List<String> names) {
        names.forEach(name -> wants.addSchema(Place.of("history"), Name.of(name)));
    }

    /// That Slipway's own records are made.
    public void ofNewBook() {
        wants.add(Place.of("history"), Access.CREATE, Sort.DATABASE, Name.of(""));
    }

    /// That Slipway's own records are read and written.
    public void ofBook() {
        for (var access : List.of(Access.SELECT, Access.INSERT, Access.UPDATE, Access.DELETE)) {
            for (var table : List.of("migration", "progress")) {
                wants.add(
                        Place.of("history"), access, Sort.RELATION, Name.of("slipway").dot(table));
            }
        }
    }

    /// The statements that do what only running them can tell.
    public List<Place> hidden() {
        return List.copyOf(wants.hidden());
    }

    /// What is missing, in the order in which the scripts would meet it.
    public List<Missing> missing(Connection connection) throws SQLException {
        return new Catalogue(connection).missing(new ArrayList<>(wants.wants()));
    }
}
