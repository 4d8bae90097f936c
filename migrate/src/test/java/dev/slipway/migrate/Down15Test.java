package dev.slipway.migrate;

class Down15Test extends DownContract {

    Down15Test() {
        super(15);
    }
}
