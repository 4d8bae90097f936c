package dev.slipway.migrate;

class Lone18Test extends LoneContract {

    Lone18Test() {
        super(18);
    }
}
