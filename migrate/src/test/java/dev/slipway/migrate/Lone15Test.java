package dev.slipway.migrate;

class Lone15Test extends LoneContract {

    Lone15Test() {
        super(15);
    }
}
