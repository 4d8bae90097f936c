package dev.slipway.migrate;

class Migrator18Test extends MigratorContract {

    Migrator18Test() {
        super(18);
    }
}
