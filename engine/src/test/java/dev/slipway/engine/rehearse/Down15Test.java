package dev.slipway.engine.rehearse;

class Down15Test extends DownContract {

    Down15Test() {
        super(15);
    }
}
