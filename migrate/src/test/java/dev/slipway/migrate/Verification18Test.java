package dev.slipway.migrate;

class Verification18Test extends VerificationContract {

    Verification18Test() {
        super(18);
    }
}
