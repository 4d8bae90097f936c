package dev.slipway.migrate;

class Patience15Test extends PatienceContract {

    Patience15Test() {
        super(15);
    }
}
