package dev.trunkledger.pacing.clock;

/** The one row that all instances share. Every call throws when the store is away. */
public interface SharedTime {

    Sight look();

    /**
     * Tells the others that somebody keeps the time. It counts as a beat only while the store, in the same epoch, tells
     * nearly the same: who starts may then trust what the store tells.
     */
    Sight report(long pacingNanos, long epoch);

    /** Has the store tell another time from now on; false when another instance changed it or reported since. */
    boolean rebase(long offsetNanos, Sight seen);
}
