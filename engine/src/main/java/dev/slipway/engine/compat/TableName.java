package dev.slipway.engine.compat;

import dev.slipway.migrate.sql.Identifiers;

/// A table, or a type, with its schema, as the catalogue spells them.
record TableName(String schema, String name) {

    String quoted() {
        return Identifiers.quote(schema) + "." + Identifiers.quote(name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
