package dev.slipway.migrate;

class FlywayFiles15Test extends FlywayFilesContract {

    FlywayFiles15Test() {
        super(15);
    }
}
