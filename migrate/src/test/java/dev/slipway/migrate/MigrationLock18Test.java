package dev.slipway.migrate;

class MigrationLock18Test extends MigrationLockContract {

    MigrationLock18Test() {
        super(18);
    }
}
