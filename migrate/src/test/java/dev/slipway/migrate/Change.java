package dev.slipway.migrate;

/// A migration of a test, before it is written as some format has it.
///
/// @param version a number
/// @param transactional whether it runs in a transaction
record Change(String version, String name, String up, String down, boolean transactional) {

    static Change table(int version, String name) {
        return new Change(
                String.valueOf(version),
                name,
                "create table " + name + " (id int);\n",
                "drop table " + name + ";\n",
                true);
    }

    static Change index(int version, String table) {
        return new Change(
                String.valueOf(version),
                table + "_id",
                "create index concurrently " + table + "_id on " + table + " (id);\n",
                "drop index concurrently " + table + "_id;\n",
                false);
    }

    Change withUp(String sql) {
        return new Change(version, name, sql, down, transactional);
    }
}
