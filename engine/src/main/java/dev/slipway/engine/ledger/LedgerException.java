package dev.slipway.engine.ledger;

import java.sql.SQLException;

/// The ledger could not be read or written; the message says what was attempted and what to do.
public class LedgerException extends RuntimeException {

    LedgerException(String message) {
        super(message);
    }

    LedgerException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
