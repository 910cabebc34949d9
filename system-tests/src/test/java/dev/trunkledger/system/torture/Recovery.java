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

    private static final long GLANCE_MS = 100;
    /** While callers write, the newest events are always still on their way. */
    private static final int UNDER_WAY = 50;

    private final Stage stage;
    private final Writers writers;
    private final Dialers dialers;

    Recovery(Stage stage, Writers writers, Dialers dialers) {
        this.stage = stage;
        this.writers = writers;
        this.dialers = dialers;
    }

    /**
     * How long it took, from now on, until every side was ready, a write that began later was acknowledged, a call was
     * granted, and all that had been written was projected.
     *
     * @throws NotRecoveredException when that took longer than the limit
     */
    Duration await(Duration limit) throws InterruptedException, NotRecoveredException {
        long healed = System.nanoTime();
        int granted = dialers.answers().granted().get();
        List<String> lacking = List.of("everything");
        while (!lacking.isEmpty()) {
            if (System.nanoTime() - healed > limit.toNanos()) {
                throw new NotRecoveredException("Not well again after " + limit.toSeconds() + " s: " + lacking);
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MS);
            lacking = lacking(healed, granted);
        }
        return Duration.ofNanos(System.nanoTime() - healed);
    }

    private List<String> lacking(long healed, int granted) {
        List<String> lacking = new ArrayList<>();
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

    private List<String> unprojected() {
        try {
            long lacking = Ledger.notProjected(stage, Ledger.end(stage));
            return lacking < UNDER_WAY ? List.of() : List.of(lacking + " events are not projected");
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
