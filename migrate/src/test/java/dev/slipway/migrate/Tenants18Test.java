package dev.slipway.migrate;

class Tenants18Test extends TenantsContract {

    Tenants18Test() {
        super(18);
    }
}
