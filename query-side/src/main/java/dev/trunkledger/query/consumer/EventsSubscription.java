package dev.trunkledger.query.consumer;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * Keeps the consumers running: also where Kafka cannot be reached when the process starts, or a consumer gave up.
 * Queries do not wait for any of this.
 */
public final class EventsSubscription implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventsSubscription.class);

    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private @Nullable ScheduledExecutorService thread;

    EventsSubscription(ConcurrentMessageListenerContainer<byte[], byte[]> container) {
        this.container = container;
    }

    @Override
    public synchronized void start() {
        ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("events-subscription").daemon().factory());
        keeper.scheduleWithFixedDelay(this::keepConsuming, 0, 1, TimeUnit.SECONDS);
        thread = keeper;
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.close();
            thread = null;
        }
        container.stop();
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Whether every consumer runs, be it that Kafka is away for the moment. */
    public boolean isConsuming() {
        return container.isRunning()
                && container.getContainers().size() == container.getConcurrency()
                && container.getContainers().stream().allMatch(AbstractMessageListenerContainer::isRunning);
    }

    private void keepConsuming() {
        if (isConsuming()) {
            return;
        }
        try {
            container.stop();
            container.start();
        } catch (RuntimeException e) {
            // A name that cannot be resolved, mostly: the reason is in the cause.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            LOG.warn("Cannot consume events yet: {}", cause.getMessage());
            container.stop();
        }
    }
}
