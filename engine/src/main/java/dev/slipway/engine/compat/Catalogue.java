package dev.slipway.engine.compat;

import java.sql.SQLException;

/// Single questions about the schema as it is now.
record Catalogue(PlanningSession session) {

    private static final String NOT_NULL =
            """
            select exists (select from pg_catalog.pg_attribute a
                            where a.attrelid = ?::regclass
                              and a.attname = ?
                              and a.attnotnull)
            """;

    private static final String BEFORE_TRIGGER =
            """
            select exists (select from pg_catalog.pg_trigger g
                            where g.tgrelid = ?::regclass
                              and not g.tgisinternal
                              and g.tgenabled in ('O', 'A')
                              and g.tgtype & 3 = 3
                              and g.tgtype & ?::int <> 0)
            """;

    private static final String POLICY =
            """
            select exists (select from pg_catalog.pg_policies p
                            where p.schemaname = ?
                              and p.tablename = ?
                              and p.permissive = 'PERMISSIVE'
                              and p.cmd in ('ALL', ?)
                              and exists (select from unnest(p.roles) r
                                           where case when r = 'public' then true
                                                 else pg_catalog.pg_has_role(r, 'usage') end))
            """;

    private static final String SECURED = "select pg_catalog.row_security_active(?)";

    boolean isNotNull(TableName table, String column) throws SQLException {
        return ask(NOT_NULL, table.quoted(), column);
    }

    /// Whether a trigger sees the rows of this write before they are checked.
    boolean changesRows(Write write) throws SQLException {
        return ask(BEFORE_TRIGGER, write.table().quoted(), write.inserts() ? "4" : "16");
    }

    /// Whether row security hides rows of the table from who asks.
    boolean isSecured(TableName table) throws SQLException {
        return ask(SECURED, table.quoted());
    }

    /// Whether a policy lets who asks do `command` with some rows.
    boolean hasPolicy(TableName table, String command) throws SQLException {
        return ask(POLICY, table.schema(), table.name(), command);
    }

    boolean holds(String query) throws SQLException {
        return ask(query);
    }

    private boolean ask(String query, String... values) throws SQLException {
        try (var statement = session.connection().prepareStatement(query)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
