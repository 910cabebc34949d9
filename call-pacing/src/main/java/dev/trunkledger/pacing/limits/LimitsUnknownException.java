package dev.trunkledger.pacing.limits;

/** The limits have not been read from Kafka yet, so that nobody knows what is allowed. */
public final class LimitsUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LimitsUnknownException() {
        super("The limits are being read from Kafka", null, false, false);
    }
}
