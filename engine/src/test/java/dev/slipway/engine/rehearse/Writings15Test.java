package dev.slipway.engine.rehearse;

class Writings15Test extends WritingsContract {

    Writings15Test() {
        super(15);
    }
}
