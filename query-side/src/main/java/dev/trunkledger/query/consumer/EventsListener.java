package dev.trunkledger.query.consumer;

import dev.trunkledger.http.Tracing;
import dev.trunkledger.query.projection.MessageReader;
import dev.trunkledger.query.projection.Parked;
import dev.trunkledger.query.projection.Partition;
import dev.trunkledger.query.projection.Reading;
import dev.trunkledger.query.store.Arrival;
import dev.trunkledger.query.store.ReadModels;
import dev.trunkledger.query.store.Stored;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchAcknowledgingConsumerAwareMessageListener;
import org.springframework.kafka.support.Acknowledgment;

/** Has each poll stored as one batch. Whatever fails here is tried again with the same batch, without end. */
final class EventsListener implements BatchAcknowledgingConsumerAwareMessageListener<byte[], byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(EventsListener.class);

    private final ReadModels readModels;
    private final Places places;
    private final GroupOffsets group;
    private final Advances advances;
    private final ProjectionMeters meters;
    private final Tracing tracing;

    EventsListener(
            ReadModels readModels,
            Places places,
            GroupOffsets group,
            Advances advances,
            ProjectionMeters meters,
            Tracing tracing) {
        this.readModels = readModels;
        this.places = places;
        this.group = group;
        this.advances = advances;
        this.meters = meters;
        this.tracing = tracing;
    }

    @Override
    public void onMessage(
            List<ConsumerRecord<byte[], byte[]>> records,
            @Nullable Acknowledgment acknowledgment,
            @Nullable Consumer<?, ?> consumer) {
        take(records, Objects.requireNonNull(consumer));
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
        List<Arrival> arrivals = arrivals(records, consumer);
        if (arrivals.isEmpty()) {
            return;
        }
        ProcessSpans spans = ProcessSpans.begin(tracing, records);
        Stored stored = meters.timed(() -> readModels.store(arrivals));
        spans.stored();
        goOn(arrivals, stored, consumer);
        meters.count(stored, records);
        stored.parked().forEach(EventsListener::report);
        advances.tell(stored.credentials());
    }

    private List<Arrival> arrivals(List<ConsumerRecord<byte[], byte[]>> records, Consumer<?, ?> consumer) {
        Map<Partition, List<Reading>> byPartition = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> entry : records) {
            byPartition
                    .computeIfAbsent(new Partition(entry.topic(), entry.partition()), unused -> new ArrayList<>())
                    .add(MessageReader.read(Records.message(entry)));
        }
        // While a batch is tried again its partitions may be given to another consumer, which reads it too.
        byPartition.keySet().removeIf(partition -> !consumer.assignment().contains(Records.topicPartition(partition)));
        List<Arrival> arrivals = new ArrayList<>();
        byPartition.forEach(
                (partition, readings) -> arrivals.add(new Arrival(partition, places.askedFor(partition), readings)));
        return arrivals;
    }

    private void goOn(List<Arrival> arrivals, Stored stored, Consumer<?, ?> consumer) {
        for (Arrival arrival : arrivals) {
            Partition partition = arrival.partition();
            long position = stored.positions().getOrDefault(partition, 0L);
            if (position == arrival.next()) {
                places.reached(partition, position);
            } else {
                places.seek(consumer, partition, position);
            }
        }
        group.tellNowAndThen(consumer);
    }

    private static void report(Parked parked) {
        LOG.warn(
                "Parked a message: {} at {}-{}@{}, credential {} place {}",
                parked.reason().wireName(),
                parked.message().id().partition().topic(),
                parked.message().id().partition().number(),
                parked.message().id().offset(),
                parked.credentialId(),
                parked.link() == null ? null : parked.link().number());
    }
}
