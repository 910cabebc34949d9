package dev.trunkledger.command.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Sends a batch and waits until the broker has acknowledged all of it. */
final class KafkaPublisher implements AutoCloseable {

    private static final Duration ACKNOWLEDGED_WITHIN = Duration.ofSeconds(5);

    private final DefaultKafkaProducerFactory<String, byte[]> producers;

    KafkaPublisher(DefaultKafkaProducerFactory<String, byte[]> producers) {
        this.producers = producers;
        // At once: what a failed batch still had to send must not follow what the next producer sends.
        producers.setPhysicalCloseTimeout(0);
    }

    /**
     * @return highest acknowledged offset by {@code topic-partition}
     * @throws PublishingException when any message was not acknowledged; none of the batch is under way any more then
     */
    Map<String, Long> publish(List<ProducerRecord<String, byte[]>> messages) throws PublishingException {
        try (Producer<String, byte[]> producer = producers.createProducer()) {
            List<Future<RecordMetadata>> sent = new ArrayList<>(messages.size());
            for (ProducerRecord<String, byte[]> message : messages) {
                sent.add(producer.send(message));
            }
            return acknowledged(sent);
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            // A new producer sends nothing that the old one still had: what follows begins at the position again.
            producers.reset();
            throw new PublishingException("Kafka did not acknowledge the batch", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishingException("Interrupted while Kafka acknowledged", e);
        }
    }

    @Override
    public void close() {
        producers.destroy();
    }

    /**
     * The wait ends long before the producer gives a message up by itself: then a failed batch leaves the beginning of
     * itself behind, never a later message without the earlier ones.
     */
    private static Map<String, Long> acknowledged(List<Future<RecordMetadata>> sent)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + ACKNOWLEDGED_WITHIN.toNanos();
        Map<String, Long> offsets = new TreeMap<>();
        for (Future<RecordMetadata> message : sent) {
            RecordMetadata metadata = message.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            offsets.merge(metadata.topic() + "-" + metadata.partition(), metadata.offset(), Math::max);
        }
        return offsets;
    }
}
