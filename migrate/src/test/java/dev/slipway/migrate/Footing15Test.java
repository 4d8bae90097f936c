package dev.slipway.migrate;

class Footing15Test extends FootingContract {

    Footing15Test() {
        super(15);
    }
}
