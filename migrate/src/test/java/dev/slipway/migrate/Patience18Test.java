package dev.slipway.migrate;

import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class Patience18Test extends PatienceContract {

    Patience18Test() {
        super(18);
    }
}
