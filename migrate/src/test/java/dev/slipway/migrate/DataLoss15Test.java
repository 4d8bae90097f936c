package dev.slipway.migrate;

class DataLoss15Test extends DataLossContract {

    DataLoss15Test() {
        super(15);
    }
}
