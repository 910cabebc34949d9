package dev.trunkledger.command.relay;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
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

    /** @param events how many were published */
    record Result(Outcome outcome, int events) {}

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

    Result run() throws SQLException, PublishingException {
        try (RelayTransaction transaction = RelayTransaction.begin(dataSource, stream)) {
            PendingEvents pending = transaction.read(size);
            if (!pending.isEmpty()) {
                publish(pending, transaction);
            }
            return new Result(outcome(pending), pending.settled().size());
        }
    }

    private Outcome outcome(PendingEvents pending) {
        if (pending.moreUnsettled()) {
            return Outcome.UNSETTLED;
        }
        return pending.settled().size() < size ? Outcome.CAUGHT_UP : Outcome.MORE;
    }

    private void publish(PendingEvents pending, RelayTransaction transaction) throws SQLException, PublishingException {
        List<ProducerRecord<String, byte[]>> batch = pending.settled().stream()
                .flatMap(event -> messages.of(event).stream())
                .toList();
        Map<String, Long> acknowledged = publisher.publish(batch);
        transaction.moveTo(pending.lastPosition(), pending.position(), json(acknowledged));
        progress.published(pending.settled().size());
    }

    private static String json(Map<String, Long> offsets) {
        return offsets.entrySet().stream()
                .map(offset -> "\"" + offset.getKey() + "\":" + offset.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}
