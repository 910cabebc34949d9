package dev.trunkledger.events.consumer;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.wire.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of every credential, fed from the compacted topic: first all that is there, then each change as it comes. Kafka
 * may be away and the topic may not exist yet, at the start and later; what is known stays, and it goes on by itself. Any
 * thread may ask.
 *
 * @param <T> what is kept of each credential
 */
public final class CredentialStates<T> implements AutoCloseable {

    /**
     * Told of every change, by the one thread that follows the topic, in the order of each credential's versions. What is
     * slow here holds up all changes after it. An exception is logged, and its change is not told again.
     */
    public interface Listener<T> {

        /**
         * A credential changed; {@link #find} answers the new state already.
         *
         * @param before null when nothing was known of it
         * @param after newer than before; after a tombstone without headers, {@code Deleted} in the last version known,
         *     and {@link #find} knows nothing of it any more
         */
        void changed(@Nullable CredentialState<T> before, CredentialState<T> after);

        /**
         * All that was in the topic at the start was read; {@link #ready} is true once this has returned. After an exception
         * it is called again.
         */
        default void caughtUp() {}

        /**
         * A message could not be read; it was skipped, and what was known of its credential stays.
         *
         * @param why repeats nothing of the message
         */
        default void unreadable(String topic, int partition, long offset, String why) {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(CredentialStates.class);
    private static final Duration CLOSED_WITHIN = Duration.ofSeconds(5);

    private final StateTable<T> table = new StateTable<>();
    private final StateMessages<T> messages;
    private final Listener<T> listener;
    private final TopicFollower follower;
    private final Thread thread;
    private volatile boolean ready;
    private volatile @Nullable Long lastAnswer;
    private volatile @Nullable Long lag;

    private CredentialStates(
            Supplier<Consumer<byte[], byte[]>> consumers,
            String topic,
            Function<PublicCredential, T> keep,
            Listener<T> listener) {
        this.messages = new StateMessages<>(table, keep);
        this.listener = listener;
        this.follower = new TopicFollower(topic, consumers, new Following());
        this.thread = new Thread(follower, "credential-states");
        thread.setDaemon(true);
    }

    /**
     * Begins at once and does not wait for Kafka.
     *
     * @param kafka client properties: bootstrap.servers, security and what else a consumer may choose
     * @param keep what to keep of each credential, so that a table of millions stays small; pure
     */
    public static <T> CredentialStates<T> follow(
            Map<String, Object> kafka, Topics topics, Function<PublicCredential, T> keep, Listener<T> listener) {
        Map<String, Object> properties = Map.copyOf(kafka);
        CredentialStates<T> states =
                new CredentialStates<>(() -> FollowerProperties.consumer(properties), topics.state(), keep, listener);
        states.thread.start();
        return states;
    }

    /** True once everything that was in the topic at the start has been read; stays true. */
    public boolean ready() {
        return ready;
    }

    /** Empty when nothing is known of it; while not {@link #ready}, that means nothing. */
    public Optional<CredentialState<T>> find(UUID id) {
        return table.find(id);
    }

    /** Credentials known, deleted ones included. */
    public int size() {
        return table.size();
    }

    /** Whether the topic is followed at all; false after {@link #close}, and if its thread died. */
    public boolean alive() {
        return thread.isAlive();
    }

    /** How long Kafka has not been heard of, usually up to a second; empty before it ever was. */
    public Optional<Duration> silence() {
        Long last = lastAnswer;
        return last == null ? Optional.empty() : Optional.of(Duration.ofNanos(System.nanoTime() - last));
    }

    /** Messages in the topic that are not taken up, as of the last second in which Kafka answered; empty before. */
    public OptionalLong lag() {
        Long last = lag;
        return last == null ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /** Returns when no listener is called any more, or after seconds. What is known can still be asked for. */
    @Override
    public void close() {
        follower.stop();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(CLOSED_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs on the following thread alone. */
    private final class Following implements TopicFollower.Reader {

        @Override
        public void read(ConsumerRecord<byte[], byte[]> message) {
            Optional<StateTable.Change<T>> change;
            try {
                change = messages.take(message);
            } catch (RuntimeException e) {
                skip(message, String.valueOf(e.getMessage()));
                return;
            }
            change.ifPresent(this::tell);
        }

        @Override
        public void moved(Progress progress) {
            lag = progress.lag();
            if (!ready && progress.caughtUp()) {
                listener.caughtUp();
                ready = true;
            }
        }

        @Override
        public void answered() {
            lastAnswer = System.nanoTime();
        }

        private void tell(StateTable.Change<T> change) {
            try {
                listener.changed(change.before(), change.after());
            } catch (RuntimeException e) {
                CredentialState<T> after = change.after();
                LOG.error("A listener did not take version {} of credential {}", after.version(), after.id(), e);
            }
        }

        private void skip(ConsumerRecord<byte[], byte[]> message, String why) {
            LOG.warn("Skipped {}-{}@{}: {}", message.topic(), message.partition(), message.offset(), why);
            try {
                listener.unreadable(message.topic(), message.partition(), message.offset(), why);
            } catch (RuntimeException e) {
                LOG.error("A listener did not take that a message was skipped", e);
            }
        }
    }
}
