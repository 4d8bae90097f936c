package dev.slipway.engine.rehearse;

class Hazard18Test extends HazardContract {

    Hazard18Test() {
        super(18);
    }
}
