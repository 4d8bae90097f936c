package dev.slipway.migrate;

class State18Test extends StateContract {

    State18Test() {
        super(18);
    }
}
