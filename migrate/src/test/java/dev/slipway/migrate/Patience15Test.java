package dev.slipway.migrate;

import org.junit.jupiter.api.parallel.Isolated;

@Isolated
class Patience15Test extends PatienceContract {

    Patience15Test() {
        super(15);
    }
}
