package dev.trunkledger.benchmark;

import java.time.LocalTime;
import java.time.format.DateTimeFormatter;

/** Tells who waits what is going on. */
public final class Progress {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Progress() {}

    public static void tell(String what) {
        System.err.println(LocalTime.now().format(TIME) + " " + what);
    }
}
