package dev.trunkledger.system.torture;

import java.util.function.Consumer;

/**
 * Something that goes wrong for a while.
 *
 * @param victim what it befalls: two faults of one victim do not go together
 */
record Fault(Kind kind, String name, String victim, Consumer<Stage> begin, Consumer<Stage> end) {

    /** What reports count. */
    enum Kind {
        SIGKILL("SIGKILL", 5),
        SIGSTOP("SIGSTOP", 5),
        SIGQUIT("SIGQUIT", 1),
        POWER_CUT("power cuts", 3),
        FULL_DISK("full disks", 1),
        OLD_COPY("old copies", 1),
        BAD_LINK("bad links", 1),
        LOCK("locked tables", 1),
        CLOCK("jumps of clocks", 1),
        STRANGE_MESSAGES("lots of strange messages", 1),
        /** Only by themselves, as they last. */
        OUTAGE("outages", 0),
        PAUSED_WRITER("paused writers", 0);

        private final String inWords;
        private final int timesInALongRun;

        Kind(String inWords, int timesInALongRun) {
            this.inWords = inWords;
            this.timesInALongRun = timesInALongRun;
        }

        /** For people, after a number. */
        String inWords() {
            return inWords;
        }

        /** How often a fault of this kind comes in a long run for each time that any other one comes. */
        int timesInALongRun() {
            return timesInALongRun;
        }
    }
}
