package dev.slipway.migrate;

class FlywayApi15Test extends FlywayApiContract {

    FlywayApi15Test() {
        super(15);
    }
}
