package dev.slipway.migrate;

class Flyway15Test extends FlywayContract {

    Flyway15Test() {
        super(15);
    }
}
