package dev.slipway.migrate;

class Migrator15Test extends MigratorContract {

    Migrator15Test() {
        super(15);
    }
}
