package dev.slipway.migrate;

class FlywayFiles18Test extends FlywayFilesContract {

    FlywayFiles18Test() {
        super(18);
    }
}
