package dev.slipway.engine.rehearse;

class Down18Test extends DownContract {

    Down18Test() {
        super(18);
    }
}
