package dev.trunkledger.system.torture;

import dev.trunkledger.system.Dialers;
import dev.trunkledger.system.ServiceProcess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Watches how all becomes well by itself once the last fault has ended. */
final class Recovery {

    /** Each looks at every side: more of them would take the time of processors that sides need to start. */
    private static final long GLANCE_MS = 500;

    private static final long UNKNOWN = -1;

    private final Stage stage;
    private final Writers writers;
    private final Dialers dialers;
    /** Where the store ended when all had just been mended; what is written later is always still on its way. */
    private long endWhenHealed;

    Recovery(Stage stage, Writers writers, Dialers dialers) {
        this.stage = stage;
        this.writers = writers;
        this.dialers = dialers;
    }

    /**
     * How long it took, from now on, until every side was ready, a write that began later was acknowledged, a call was
     * granted, and all that was written until now was projected.
     *
     * @throws NotRecoveredException when that took longer than the limit
     */
    Duration await(Duration limit) throws InterruptedException, NotRecoveredException {
        long healed = System.nanoTime();
        int granted = dialers.answers().granted().get();
        endWhenHealed = UNKNOWN;
        List<String> lacking = List.of("everything");
        while (!lacking.isEmpty()) {
            if (System.nanoTime() - healed > limit.toNanos()) {
                throw new NotRecoveredException("Not well again after " + limit.toSeconds() + " s: " + lacking);
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MS);
            // Its supervisor: a broker may give up a little later than its disk.
            stage.kafka().launchAgain();
            lacking = lacking(healed, granted);
        }
        return Duration.ofNanos(System.nanoTime() - healed);
    }

    private List<String> lacking(long healed, int granted) {
        List<String> lacking = new ArrayList<>(withoutEnd());
        for (ServiceProcess side : stage.sides()) {
            if (!side.isReady()) {
                lacking.add(side.name() + " is not ready");
            }
        }
        if (writers.lastStartOfSuccess() - healed < 0) {
            lacking.add("nothing written was acknowledged");
        }
        if (dialers.answers().granted().get() == granted) {
            lacking.add("no call was granted");
        }
        return lacking.isEmpty() ? unprojected() : lacking;
    }

    /** Looks where the store ends as soon as it can be asked, if it was not before. */
    private List<String> withoutEnd() {
        try {
            if (endWhenHealed == UNKNOWN) {
                endWhenHealed = Ledger.end(stage);
            }
            return List.of();
        } catch (SQLException e) {
            return List.of("the database: " + e.getMessage());
        }
    }

    private List<String> unprojected() {
        try {
            long lacking = Ledger.notProjected(stage, endWhenHealed);
            return lacking == 0 ? List.of() : List.of("at least " + lacking + " events are not projected");
        } catch (SQLException e) {
            return List.of("the database: " + e.getMessage());
        }
    }

    /** What is still wrong after the time that is allowed. */
    static final class NotRecoveredException extends Exception {
        private static final long serialVersionUID = 1L;

        NotRecoveredException(String message) {
            super(message);
        }
    }
}
