package dev.trunkledger.benchmark;

import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Tells who waits what is going on. */
public final class Progress {

    private Progress() {}

    public static void tell(String what) {
        System.err.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + what);
    }
}
