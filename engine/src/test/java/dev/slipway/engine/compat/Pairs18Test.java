package dev.slipway.engine.compat;

class Pairs18Test extends PairsContract {

    Pairs18Test() {
        super(18);
    }
}
