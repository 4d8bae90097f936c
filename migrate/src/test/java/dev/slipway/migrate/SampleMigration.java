package dev.slipway.migrate;

/// A migration of a test, before it is written as some format has it.
///
/// @param version a number
/// @param transactional whether it runs in a transaction
record SampleMigration(String version, String name, String up, String down, boolean transactional) {

    static SampleMigration table(int version, String name) {
        return new SampleMigration(
                String.valueOf(version),
                name,
                "create table " + name + " (id int);\n",
                "drop table " + name + ";\n",
                true);
    }

    static SampleMigration index(int version, String table) {
        return new SampleMigration(
                String.valueOf(version),
                table + "_id",
                "create index concurrently " + table + "_id on " + table + " (id);\n",
                "drop index concurrently " + table + "_id;\n",
                false);
    }

    SampleMigration withUp(String sql) {
        return new SampleMigration(version, name, sql, down, transactional);
    }
}
