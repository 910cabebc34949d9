package dev.trunkledger.pacing.clock;

/** The one row that all instances share. Every call is one statement, and throws when the store is away. */
public interface SharedTime {

    Sight look();

    /** Tells the others that somebody keeps the time, and what it is. */
    Sight report(long pacingNanos);

    /** Has the store tell another time from now on; false when another instance was quicker. */
    boolean rebase(long offsetNanos, Sight seen);
}
