package dev.trunkledger.query.consumer;

import dev.trunkledger.query.projection.Projected;
import dev.trunkledger.query.store.ReadModels;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** Tries parked messages again: at the start, as an upgrade may be what they waited for, and now and then. */
final class ParkedRetry {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedRetry.class);

    private final ReadModels readModels;
    private final Advances advances;

    ParkedRetry(ReadModels readModels, Advances advances) {
        this.readModels = readModels;
        this.advances = advances;
    }

    @Scheduled(initialDelay = 0, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void retry() {
        Map<UUID, Projected> moved = readModels.retryParked();
        if (!moved.isEmpty()) {
            LOG.info("Parked messages of {} credentials could be applied", moved.size());
            advances.tell(moved);
        }
    }
}
