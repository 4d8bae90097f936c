package dev.slipway.engine.compat;

class Pairs15Test extends PairsContract {

    Pairs15Test() {
        super(15);
    }
}
