package dev.slipway.migrate;

class Verification15Test extends VerificationContract {

    Verification15Test() {
        super(15);
    }
}
