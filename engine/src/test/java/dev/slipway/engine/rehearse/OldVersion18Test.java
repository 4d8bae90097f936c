package dev.slipway.engine.rehearse;

class OldVersion18Test extends OldVersionContract {

    OldVersion18Test() {
        super(18);
    }
}
