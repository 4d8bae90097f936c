package dev.slipway.engine.rehearse;

class Watch15Test extends WatchContract {

    Watch15Test() {
        super(15);
    }
}
