package dev.slipway.migrate;

class Patience18Test extends PatienceContract {

    Patience18Test() {
        super(18);
    }
}
