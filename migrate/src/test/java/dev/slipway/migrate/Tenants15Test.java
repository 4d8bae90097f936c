package dev.slipway.migrate;

class Tenants15Test extends TenantsContract {

    Tenants15Test() {
        super(15);
    }
}
