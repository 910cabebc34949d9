package dev.trunkledger.pacing.clock;

/** Pacing time is not known: the instance has just started, or has lost sight of the store or of the others. */
public final class TimeUnknownException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TimeUnknownException() {
        super("Pacing time is not known yet", null, false, false);
    }
}
