package dev.trunkledger.command.relay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that carries a stream's events to Kafka as soon as they are committed. Without Kafka or the database it
 * tries again until they are back; what it has not published stays in the store.
 */
final class Relay {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    /** How long events of an instance that died wait at most for another one to publish them. */
    private static final long IDLE_MS = 1_000;
    /** A transaction that holds events back takes about this long. */
    private static final long UNSETTLED_MS = 2;

    private static final long FIRST_RETRY_MS = 50;
    private static final long LAST_RETRY_MS = 1_000;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(12);

    private final RelayStream stream;
    private final RelayTopics topics;
    private final RelayBatch batch;
    private final RelaySignal signal;
    private final RelayProgress progress;
    private volatile boolean running;
    private Thread thread = new Thread();

    Relay(RelayStream stream, RelayTopics topics, RelayBatch batch, RelaySignal signal, RelayProgress progress) {
        this.stream = stream;
        this.topics = topics;
        this.batch = batch;
        this.signal = signal;
        this.progress = progress;
    }

    void start() {
        running = true;
        thread = Thread.ofPlatform().name("relay-" + stream.label()).start(this::run);
    }

    /** Returns at once; {@link #stop} waits. */
    void beginStop() {
        running = false;
        signal.wake();
    }

    /** Finishes the batch under way. */
    void stop() {
        beginStop();
        try {
            if (!thread.join(STOP_LIMIT)) {
                LOG.warn(
                        "The relay of {} did not finish its batch; another instance will publish it again",
                        stream.label());
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        boolean topicsMade = false;
        long retryMs = FIRST_RETRY_MS;
        while (running) {
            try {
                if (!topicsMade) {
                    topics.make();
                    topicsMade = true;
                }
                long start = System.nanoTime();
                RelayBatch.Result result = batch.run();
                recovered();
                retryMs = FIRST_RETRY_MS;
                pauseAfter(result, start, Duration.ofNanos(System.nanoTime() - start));
            } catch (InterruptedException e) {
                return;
            } catch (SQLException | PublishingException | RuntimeException e) {
                // Whoever took Kafka away may have taken the topics away.
                topicsMade &= !(e instanceof PublishingException);
                failed(e);
                pause(retryMs);
                retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
            }
        }
    }

    private void pauseAfter(RelayBatch.Result result, long start, Duration took) throws InterruptedException {
        switch (result.outcome()) {
            case CAUGHT_UP -> {
                signal.await(IDLE_MS);
                awaitNext(Gathering.after(result.events(), took), start);
            }
            case UNSETTLED -> {
                signal.await(UNSETTLED_MS);
                if (result.events() > 0) {
                    awaitNext(Gathering.after(result.events(), took), start);
                }
            }
            case MORE -> {}
        }
    }

    private void awaitNext(Duration distance, long start) throws InterruptedException {
        long left = distance.toNanos() - (System.nanoTime() - start);
        if (running && left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    private void recovered() {
        if (progress.failure() != null) {
            progress.works();
            LOG.info("The relay publishes {} again", stream.label());
        }
    }

    private void failed(Exception e) {
        String reason = reason(e);
        if (progress.failed(reason)) {
            LOG.warn("The relay cannot publish {} and tries again: {}", stream.label(), reason);
        }
    }

    /** Kinds of failure only: a driver's message could quote a row. */
    private static String reason(Exception e) {
        if (e instanceof SQLException sql) {
            return "database, SQLSTATE " + sql.getSQLState();
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return e instanceof PublishingException
                ? "Kafka, " + cause.getClass().getSimpleName()
                : cause.getClass().getSimpleName();
    }

    private void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
