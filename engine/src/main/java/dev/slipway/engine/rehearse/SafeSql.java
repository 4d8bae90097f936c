package dev.slipway.engine.rehearse;

import java.util.List;
import java.util.stream.Stream;

/// The statements that safe forms are put together from. Names and expressions come from the
/// server's catalogue, which has quoted them.
final class SafeSql {

    private static final String BACKFILL =
            """
            do $backfill$
            declare
                page bigint := 0;
                pages bigint := pg_relation_size('%s') / current_setting('block_size')::int;
            begin
                while page <= pages loop
                    update %s
                       set %s = %s
                     where %s is null
                       and ctid >= format('(%%s,0)', page)::tid
                       and ctid < format('(%%s,0)', page + 500)::tid;
                    commit;
                    page := page + 500;
                end loop;
            end
            $backfill$\
            """;

    private static final String FOLLOW =
            """
            create function %s() returns trigger language plpgsql as $follow$
            begin
                new.%s := (select %s from (select new.*) as %s);
                return new;
            end
            $follow$\
            """;

    private static final String TRIGGER =
            """
            create trigger %s
                before insert or update on %s
                for each row execute function %s()\
            """;

    private SafeSql() {}

    static String addColumn(String table, String column, String type) {
        return "alter table %s add column %s %s".formatted(table, column, type);
    }

    static String setDefault(String table, String column, String value) {
        return "alter table %s alter column %s set default %s".formatted(table, column, value);
    }

    /// A batch of 500 pages a transaction, each page read once.
    static String backfill(String table, String column, String value) {
        return BACKFILL.formatted(table.replace("'", "''"), table, column, value, column);
    }

    /// A trigger that keeps the column at what the expression over the row's other columns says.
    static List<String> follow(String table, String column, String expression) {
        var name = Names.of(table, column, "_follow");
        var function = Names.inSchemaOf(table, name);
        return List.of(
                FOLLOW.formatted(function, column, expression, Names.last(table)),
                TRIGGER.formatted(name, table, function));
    }

    /// Not null by a check that is validated first, which the server then takes as proof.
    static List<String> notNull(String table, String column) {
        var check = Names.of(table, column, "_present");
        return Stream.concat(
                        constraint(table, check, "check (%s is not null)".formatted(column))
                                .stream(),
                        Stream.of(
                                "alter table %s alter column %s set not null"
                                        .formatted(table, column),
                                "alter table %s drop constraint %s".formatted(table, check)))
                .toList();
    }

    static List<String> constraint(String table, String name, String definition) {
        return List.of(
                "alter table %s add constraint %s %s not valid".formatted(table, name, definition),
                "alter table %s validate constraint %s".formatted(table, name));
    }

    /// @param definition as the server writes it
    static String concurrently(String definition) {
        return definition.replaceFirst(
                "^CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)", "CREATE $1INDEX CONCURRENTLY ");
    }
}
