package dev.slipway.migrate;

class Flyway18Test extends FlywayContract {

    Flyway18Test() {
        super(18);
    }
}
