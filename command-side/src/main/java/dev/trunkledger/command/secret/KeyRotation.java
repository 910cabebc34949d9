package dev.trunkledger.command.secret;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps anew what another key than the present one wrapped. What is left to do is told by the rows alone: a pass that
 * was cut off is taken up where it was, here or by another instance.
 */
final class KeyRotation {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    static final int BATCH = 200;
    private static final int REPORTED = 25 * BATCH;

    private final List<WrappedKeyTable> tables;
    private final KeyEncryptionKey kek;
    private final RotationProgress progress;
    private final SecureRandom random = new SecureRandom();

    KeyRotation(List<WrappedKeyTable> tables, KeyEncryptionKey kek, RotationProgress progress) {
        this.tables = tables;
        this.kek = kek;
        this.progress = progress;
    }

    /**
     * One pass over all that is not wrapped by the present key.
     *
     * @param goOn asked before each key
     * @throws KeyStoreAwayException when the key store is away; what was done stays done
     * @throws KeyUnavailableException when something is left that cannot be wrapped anew; all else is done
     */
    void pass(BooleanSupplier goOn) {
        String target = kek.id();
        long before = count(target);
        List<String> left = new ArrayList<>();
        for (WrappedKeyTable table : tables) {
            for (String other : table.counts().keySet()) {
                if (!other.equals(target)) {
                    new Group(table, other, goOn, left).rewrap();
                }
            }
        }
        if (before > 0 && goOn.getAsBoolean()) {
            report(target, count(target), left);
        }
    }

    /** Returns how many are to be wrapped anew. */
    private long count(String target) {
        Map<String, Long> counts = new TreeMap<>();
        tables.forEach(table -> table.counts().forEach((kekId, keys) -> counts.merge(kekId, keys, Long::sum)));
        progress.counted(target, counts);
        return counts.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(target))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static void report(String target, long previous, List<String> left) {
        if (!left.isEmpty()) {
            throw new KeyUnavailableException(String.join("; ", left));
        }
        if (previous == 0) {
            LOG.info(
                    "All keys are wrapped by {}. Once every instance says so, the previous key-encryption keys may be"
                            + " taken away here; keep them for as long as a backup of the database is older than this",
                    target);
        }
    }

    /** What one key wrapped in one table. */
    private final class Group {

        private final WrappedKeyTable table;
        private final String kekId;
        private final BooleanSupplier goOn;
        private final List<String> left;
        private int done;
        private int unreadable;

        Group(WrappedKeyTable table, String kekId, BooleanSupplier goOn, List<String> left) {
            this.table = table;
            this.kekId = kekId;
            this.goOn = goOn;
            this.left = left;
        }

        void rewrap() {
            if (!kek.opens(kekId)) {
                left.add(String.valueOf(KeyRing.missing(kekId).getMessage()));
                return;
            }
            // Instances that work side by side each begin elsewhere.
            leg(table.first().isEmpty() ? "" : new UUID(random.nextLong(), random.nextLong()).toString());
            unreadable = 0;
            leg(table.first());
            if (unreadable > 0) {
                left.add(unreadable + " keys that " + kekId + " is said to have wrapped cannot be unwrapped");
            }
        }

        private void leg(String start) {
            String after = start;
            List<WrappedKeyTable.Row> rows = table.wrappedBy(kekId, after, BATCH);
            while (!rows.isEmpty() && goOn.getAsBoolean()) {
                int unreadableBefore = unreadable;
                replace(rows);
                if (unreadable - unreadableBefore == BATCH) {
                    return;
                }
                after = rows.getLast().name();
                rows = table.wrappedBy(kekId, after, BATCH);
            }
        }

        private void replace(List<WrappedKeyTable.Row> rows) {
            List<WrappedKeyTable.Rewrapped> batch = new ArrayList<>();
            try {
                for (WrappedKeyTable.Row row : rows) {
                    if (goOn.getAsBoolean()) {
                        rewrap(row, batch);
                    }
                }
            } finally {
                // Also what was done before the key store went away.
                store(batch);
            }
        }

        private void rewrap(WrappedKeyTable.Row row, List<WrappedKeyTable.Rewrapped> batch) {
            byte[] key;
            try {
                key = kek.unwrap(kekId, row.wrapped());
            } catch (KeyUnavailableException e) {
                unreadable++;
                // One stands for all: when the token is refused, all of them are alike.
                if (unreadable == 1) {
                    LOG.error("The key of {} stays as it is: {}", row.name(), e.getMessage());
                }
                return;
            }
            try {
                batch.add(new WrappedKeyTable.Rewrapped(row, kek.wrap(key)));
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }

        private void store(List<WrappedKeyTable.Rewrapped> batch) {
            if (batch.isEmpty()) {
                return;
            }
            int stored = table.replace(batch);
            progress.moved(stored);
            done += stored;
            if (done / REPORTED > (done - stored) / REPORTED) {
                LOG.info(
                        "Wrapped {} keys anew that {} had wrapped; still to do: {}", done, kekId, progress.remaining());
            }
        }
    }
}
