package dev.trunkledger.system.torture;

import java.util.concurrent.atomic.AtomicLong;

/** Times in which something could not be relied on, for those who compare what they saw before and after. */
final class Interruptions {

    /** Odd while one lasts. */
    private final AtomicLong changes = new AtomicLong();

    void begin() {
        changes.incrementAndGet();
    }

    void end() {
        changes.incrementAndGet();
    }

    /** The same as before when there was none meanwhile. */
    long mark() {
        return changes.get();
    }

    static boolean isUndisturbed(long mark) {
        return mark % 2 == 0;
    }
}
