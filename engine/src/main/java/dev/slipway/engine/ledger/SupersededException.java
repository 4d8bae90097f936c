package dev.slipway.engine.ledger;

import java.sql.SQLException;

/// The lease is gone: somebody else may act now, and this process must not.
///
/// Nothing was written by the attempt that met it, unless the session broke while it committed: the
/// ledger knows, and whoever holds the lease next reads it there.
public final class SupersededException extends LedgerException {

    SupersededException(String message) {
        super(message);
    }

    SupersededException(String message, SQLException cause) {
        super(message, cause);
    }
}
