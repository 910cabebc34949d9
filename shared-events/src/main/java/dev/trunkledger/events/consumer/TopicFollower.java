package dev.trunkledger.events.consumer;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of one topic from their beginning and follows them until it is closed, whatever happens to Kafka
 * meanwhile. It belongs to no consumer group: every process needs every message, and nobody has to remember how far it was.
 */
final class TopicFollower implements Runnable {

    /** What a topic's messages are for. */
    interface Reader {
        void read(ConsumerRecord<byte[], byte[]> message);

        /** Called after each step. */
        void moved(Progress progress);

        /** Kafka was heard of. */
        void answered();
    }

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(1);
    private static final Duration FIRST_LOOK_WITHIN = Duration.ofSeconds(5);
    // Nothing is taken up during a look: one that is not answered soon gives way.
    private static final Duration LOOK_WITHIN = Duration.ofMillis(500);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration QUIET_FOR = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(5);

    private final String topic;
    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Reader reader;
    private final Progress progress = new Progress();
    private final TopicPartitions partitions;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> current;
    private long nextLook = System.nanoTime();
    private long quietUntil = System.nanoTime();
    private boolean warned;

    TopicFollower(String topic, Supplier<Consumer<byte[], byte[]>> consumers, Reader reader) {
        this.topic = topic;
        this.partitions = new TopicPartitions(topic);
        this.consumers = consumers;
        this.reader = reader;
    }

    /** Ends {@link #run} soon. */
    void stop() {
        closing.countDown();
        Consumer<byte[], byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public void run() {
        while (!stopped()) {
            try {
                connect();
            } catch (WakeupException e) {
                // stop() asks for it.
            } catch (RuntimeException e) {
                trouble("begins again where it was, after " + e);
                pause();
            }
        }
    }

    private void connect() {
        Consumer<byte[], byte[]> consumer = consumers.get();
        current = consumer;
        try {
            nextLook = System.nanoTime();
            while (!stopped()) {
                follow(consumer);
            }
        } finally {
            current = null;
            consumer.close(CloseOptions.timeout(CLOSED_WITHIN));
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        if (nextLook - System.nanoTime() <= 0) {
            Duration pause = look(consumer) ? LOOK_EVERY : LOOK_AGAIN_AFTER;
            nextLook = System.nanoTime() + pause.toNanos();
        }
        if (consumer.assignment().isEmpty()) {
            pause();
            nextLook = System.nanoTime();
            return;
        }
        ConsumerRecords<byte[], byte[]> messages = consumer.poll(POLL);
        messages.forEach(reader::read);
        messages.nextOffsets().forEach((partition, next) -> progress.next(partition, next.offset()));
        if (!messages.isEmpty()) {
            reader.answered();
        }
        reader.moved(progress);
    }

    /** Looks for partitions that are new and for where all of them end; the answer shows, too, that Kafka is there. */
    private boolean look(Consumer<byte[], byte[]> consumer) {
        Duration limit = consumer.assignment().isEmpty() ? FIRST_LOOK_WITHIN : LOOK_WITHIN;
        try {
            if (partitions.look(consumer, progress, limit)) {
                reader.answered();
                fine();
            } else {
                trouble("waits: there is no such topic yet");
            }
            return true;
        } catch (TimeoutException e) {
            trouble("waits: " + e.getMessage());
            return false;
        }
    }

    private void pause() {
        try {
            closing.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Nobody else has this thread; whoever interrupts it wants it to end.
            closing.countDown();
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopped() {
        return closing.getCount() == 0;
    }

    /** At most once a minute: Kafka's own client says more. */
    private void trouble(String what) {
        long now = System.nanoTime();
        if (now - quietUntil < 0) {
            LOG.debug("Following topic {} {}", topic, what);
            return;
        }
        LOG.warn("Following topic {} {}", topic, what);
        quietUntil = now + QUIET_FOR.toNanos();
        warned = true;
    }

    private void fine() {
        if (warned) {
            LOG.info("Following topic {} again", topic);
            warned = false;
        }
    }
}
