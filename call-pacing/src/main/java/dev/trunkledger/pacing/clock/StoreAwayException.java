package dev.trunkledger.pacing.clock;

import java.sql.SQLException;

/** The store did not answer a question about the time. */
public final class StoreAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreAwayException(SQLException cause) {
        super("The store does not tell the time", cause);
    }
}
