package dev.trunkledger.command.relay;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes the next events of a stream, in one transaction that moves the position once they are acknowledged. */
final class RelayBatch {

    /** What became of one batch. */
    enum Outcome {
        /** Nothing is left to publish. */
        CAUGHT_UP,
        /** There may be more. */
        MORE,
        /** There is more, behind a transaction that is still running. */
        UNSETTLED
    }

    private final RelayStream stream;
    private final DataSource dataSource;
    private final KafkaPublisher publisher;
    private final RelayMessages messages;
    private final RelayProgress progress;
    private final int size;

    RelayBatch(
            RelayStream stream,
            DataSource dataSource,
            KafkaPublisher publisher,
            RelayProgress progress,
            RelaySettings settings) {
        this.stream = stream;
        this.dataSource = dataSource;
        this.publisher = publisher;
        this.messages = stream.messages(settings.topics());
        this.progress = progress;
        this.size = settings.batchSize();
    }

    Outcome run() throws SQLException, PublishingException {
        try (RelayTransaction transaction = RelayTransaction.begin(dataSource, stream)) {
            PendingEvents pending = transaction.read(size);
            int published = pending.isEmpty() ? 0 : publish(pending, transaction);
            if (published < pending.settled().size()) {
                return Outcome.MORE;
            }
            if (pending.moreUnsettled()) {
                return Outcome.UNSETTLED;
            }
            return published < size ? Outcome.CAUGHT_UP : Outcome.MORE;
        }
    }

    /** Returns how many, which is all, but for those behind one that cannot be read. */
    private int publish(PendingEvents pending, RelayTransaction transaction) throws SQLException, PublishingException {
        List<StoredEvent> sent = new ArrayList<>(pending.settled().size());
        Map<String, Long> acknowledged = publisher.publish(producer -> send(pending.settled(), sent, producer));
        transaction.moveTo(sent.getLast().position(), pending.position(), json(acknowledged));
        progress.published(sent.size());
        return sent.size();
    }

    /**
     * Each event's messages are made while those before it travel. One that cannot be read stops the stream; it does so
     * as the first of a batch, so that what stands before it is published once and not with every attempt.
     */
    private void send(
            List<StoredEvent> events, List<StoredEvent> sent, Consumer<ProducerRecord<String, byte[]>> producer) {
        for (StoredEvent event : events) {
            List<ProducerRecord<String, byte[]>> made;
            try {
                made = messages.of(event);
            } catch (RuntimeException e) {
                if (sent.isEmpty()) {
                    throw e;
                }
                return;
            }
            made.forEach(producer);
            sent.add(event);
        }
    }

    private static String json(Map<String, Long> offsets) {
        return offsets.entrySet().stream()
                .map(offset -> "\"" + offset.getKey() + "\":" + offset.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
