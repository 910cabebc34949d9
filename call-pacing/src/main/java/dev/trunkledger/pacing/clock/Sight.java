package dev.trunkledger.pacing.clock;

/**
 * What one look at the store showed.
 *
 * @param sentNanos this process's steady clock before the question left
 * @param receivedNanos the same when the answer was there
 * @param wallNanos the server's clock, somewhere between the two
 * @param offsetNanos what makes pacing time of it
 * @param epoch counts changes of the offset
 * @param beats how many reports counted, from all instances
 * @param beatNanos the newest pacing time reported
 */
public record Sight(
        long sentNanos, long receivedNanos, long wallNanos, long offsetNanos, long epoch, long beats, long beatNanos) {

    /** A slower look tells too little about when it was. */
    private static final long QUICK = 6_000_000;

    /** Pacing time as the store tells it. */
    long told() {
        return wallNanos + offsetNanos;
    }

    long middleNanos() {
        return sentNanos + (receivedNanos - sentNanos) / 2;
    }

    /** Whether its middle is when it was, to 3 ms. */
    boolean quick() {
        return receivedNanos - sentNanos <= QUICK;
    }
}
