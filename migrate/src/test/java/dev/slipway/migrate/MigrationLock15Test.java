package dev.slipway.migrate;

class MigrationLock15Test extends MigrationLockContract {

    MigrationLock15Test() {
        super(15);
    }
}
