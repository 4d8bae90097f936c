package dev.slipway.engine.rehearse;

class Writings18Test extends WritingsContract {

    Writings18Test() {
        super(18);
    }
}
