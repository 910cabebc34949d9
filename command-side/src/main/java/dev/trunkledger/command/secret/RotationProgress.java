package dev.trunkledger.command.secret;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many keys are wrapped by the key that wraps at present, and how many still by others; for metrics and health. */
final class RotationProgress {

    /**
     * @param kekId which key wraps at present
     * @param current keys that it wrapped
     * @param previous keys that others wrapped
     */
    record Count(String kekId, long current, long previous) {}

    private volatile @Nullable Count count;
    private volatile @Nullable String failure;

    RotationProgress(MeterRegistry registry) {
        gauge(registry, "current");
        gauge(registry, "previous");
    }

    private void gauge(MeterRegistry registry, String role) {
        Gauge.builder("trunkledger.keys.wrapped", this, progress -> progress.wrapped(role))
                .description("Keys in the database by the role of the key-encryption key that wrapped them")
                .tag("key", role)
                .register(registry);
    }

    private double wrapped(String role) {
        Count known = count;
        if (known == null) {
            return Double.NaN;
        }
        return role.equals("current") ? known.current() : known.previous();
    }

    void counted(String kekId, Map<String, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long current = counts.getOrDefault(kekId, 0L);
        count = new Count(kekId, current, all - current);
    }

    void moved(int keys) {
        Count known = count;
        if (known != null) {
            count = new Count(known.kekId(), known.current() + keys, Math.max(0, known.previous() - keys));
        }
    }

    @Nullable
    Count count() {
        return count;
    }

    long remaining() {
        Count known = count;
        return known == null ? 0 : known.previous();
    }

    /** Returns whether that is news. */
    boolean failed(String reason) {
        boolean news = !reason.equals(failure);
        failure = reason;
        return news;
    }

    /** Returns whether that is news. */
    boolean works() {
        boolean news = failure != null;
        failure = null;
        return news;
    }

    @Nullable
    String failure() {
        return failure;
    }
}
