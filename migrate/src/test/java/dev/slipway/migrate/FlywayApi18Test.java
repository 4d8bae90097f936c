package dev.slipway.migrate;

class FlywayApi18Test extends FlywayApiContract {

    FlywayApi18Test() {
        super(18);
    }
}
