package dev.slipway.migrate;

class State15Test extends StateContract {

    State15Test() {
        super(15);
    }
}
