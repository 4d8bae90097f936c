package dev.slipway.engine.rehearse;

class Watch18Test extends WatchContract {

    Watch18Test() {
        super(18);
    }
}
