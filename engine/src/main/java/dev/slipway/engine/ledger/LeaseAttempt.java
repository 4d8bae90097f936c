package dev.slipway.engine.ledger;

import java.time.OffsetDateTime;

/// How asking for a lease ended.
public sealed interface LeaseAttempt {

    /// Whoever asked may act, until the lease is closed or lost.
    record Granted(Lease lease) implements LeaseAttempt {}

    /// Somebody else may act.
    ///
    /// @param until when they may be superseded if they do not say again that they live
    record Held(String holder, OffsetDateTime since, OffsetDateTime until)
            implements LeaseAttempt {}
}
