package dev.slipway.engine.rehearse;

class Hazard15Test extends HazardContract {

    Hazard15Test() {
        super(15);
    }
}
