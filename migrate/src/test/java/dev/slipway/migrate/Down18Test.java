package dev.slipway.migrate;

class Down18Test extends DownContract {

    Down18Test() {
        super(18);
    }
}
