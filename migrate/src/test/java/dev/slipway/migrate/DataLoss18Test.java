package dev.slipway.migrate;

class DataLoss18Test extends DataLossContract {

    DataLoss18Test() {
        super(18);
    }
}
