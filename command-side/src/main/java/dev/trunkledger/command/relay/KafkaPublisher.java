package dev.trunkledger.command.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Sends batches, each to be acknowledged as a whole before the next one. */
final class KafkaPublisher implements AutoCloseable {

    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(5);

    private final DefaultKafkaProducerFactory<String, byte[]> producers;

    private KafkaPublisher(DefaultKafkaProducerFactory<String, byte[]> producers) {
        this.producers = producers;
        // At once: what a failed batch still had to send must not follow what the next producer sends.
        producers.setPhysicalCloseTimeout(0);
    }

    /** @param connection where the brokers are, and how to get in */
    static KafkaPublisher with(Map<String, Object> connection) {
        Map<String, Object> properties = new HashMap<>(connection);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        // A broker that turns away the first request to a new partition, as its leader is not ready yet, may accept the
        // second, whatever its sequence number: idempotence keeps the order only where it has seen something before.
        properties.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        // Long enough for all of a batch to go in one request: without it the first message travels alone, and
        // the others wait for its acknowledgement.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 * 1024 * 1024);
        // Far longer than the publisher waits, see below.
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 120_000);
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000);
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
        properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return new KafkaPublisher(
                new DefaultKafkaProducerFactory<>(properties, new StringSerializer(), new ByteArraySerializer()));
    }

    /**
     * What the broker made of a batch: of each partition that got some of it, the first and the last offset.
     */
    record Acknowledged(PartitionOffsets first, PartitionOffsets last) {}

    /**
     * Puts a batch on its way.
     *
     * @throws PublishingException when Kafka does not take it; none of the batch is under way any more then
     */
    UnderWay send(List<ProducerRecord<String, byte[]>> messages) throws PublishingException {
        List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
        try (Producer<String, byte[]> producer = producers.createProducer()) {
            for (ProducerRecord<String, byte[]> message : messages) {
                sent.add(producer.send(message));
            }
            return new UnderWay(sent);
        } catch (KafkaException e) {
            giveUp();
            throw new PublishingException("Kafka did not take the batch", e);
        }
    }

    /** A new producer sends nothing that the old one still had: what follows begins at the position again. */
    private void giveUp() {
        producers.reset();
    }

    @Override
    public void close() {
        producers.destroy();
    }

    /**
     * A batch that was sent. Closed before all of it is acknowledged, it is given up: whatever of it is still here is not sent
     * any more.
     */
    final class UnderWay implements AutoCloseable {

        /** Long before the producer gives a message up by itself: a failed batch leaves its beginning, never an end alone. */
        private final long end = System.nanoTime() + ACKNOWLEDGED_WITHIN.toNanos();

        private final List<Future<RecordMetadata>> messages;
        private boolean isAcknowledged;

        private UnderWay(List<Future<RecordMetadata>> messages) {
            this.messages = messages;
        }

        /**
         * Waits until the broker has acknowledged all of it.
         *
         * @throws PublishingException when any message was not acknowledged
         */
        Acknowledged acknowledged() throws PublishingException {
            try {
                Map<String, Long> first = new TreeMap<>();
                Map<String, Long> last = new TreeMap<>();
                for (Future<RecordMetadata> message : messages) {
                    RecordMetadata metadata = message.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                    String partition = metadata.topic() + "-" + metadata.partition();
                    first.merge(partition, metadata.offset(), Math::min);
                    last.merge(partition, metadata.offset(), Math::max);
                }
                isAcknowledged = true;
                return new Acknowledged(new PartitionOffsets(first), new PartitionOffsets(last));
            } catch (KafkaException | ExecutionException | TimeoutException e) {
                throw new PublishingException("Kafka did not acknowledge the batch", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PublishingException("Interrupted while Kafka acknowledged", e);
            }
        }

        @Override
        public void close() {
            if (!isAcknowledged) {
                giveUp();
            }
        }
    }
}
