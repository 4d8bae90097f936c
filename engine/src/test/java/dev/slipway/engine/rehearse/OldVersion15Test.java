package dev.slipway.engine.rehearse;

class OldVersion15Test extends OldVersionContract {

    OldVersion15Test() {
        super(15);
    }
}
