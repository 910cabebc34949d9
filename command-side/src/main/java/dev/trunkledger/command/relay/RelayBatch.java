package dev.trunkledger.command.relay;

import dev.trunkledger.http.Tracing;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the next events of a stream, in one transaction that moves the position once they are acknowledged. Where Kafka
 * turns out to have lost what it had acknowledged, as when it was restored from an older copy, it moves the position back.
 */
final class RelayBatch {

    private static final Logger LOG = LoggerFactory.getLogger(RelayBatch.class);

    /** Shorter than any Kafka is away while it is restored: the look comes before anything is sent to what came back. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private static final Duration MILESTONE_EVERY = Duration.ofHours(1);

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
    private final KafkaEnds ends;
    private final RelayMessages messages;
    private final RelayProgress progress;
    private final Tracing tracing;
    private final int size;
    private long nextLook = System.nanoTime();
    private long nextMilestone = System.nanoTime();
    /** What comes behind the batch before, if that one left more. */
    private @Nullable PreparedBatch readAhead;

    RelayBatch(
            RelayStream stream,
            DataSource dataSource,
            KafkaPublisher publisher,
            KafkaEnds ends,
            RelayProgress progress,
            Tracing tracing,
            RelaySettings settings) {
        this.stream = stream;
        this.dataSource = dataSource;
        this.publisher = publisher;
        this.ends = ends;
        this.messages = stream.messages(settings.topics());
        this.progress = progress;
        this.tracing = tracing;
        this.size = settings.batchSize();
    }

    Result run() throws SQLException, PublishingException {
        try (RelayTransaction transaction = RelayTransaction.begin(dataSource, stream)) {
            PreparedBatch batch = next(transaction);
            PendingEvents pending = batch.events();
            if (System.nanoTime() - nextLook >= 0) {
                PartitionOffsets now = ends.of(pending.acknowledged());
                nextLook = System.nanoTime() + LOOK_EVERY.toNanos();
                if (!pending.acknowledged().liesBefore(now)) {
                    return goBack(transaction, now);
                }
            }
            return pending.isEmpty() ? new Result(outcome(pending), 0) : publish(batch, transaction);
        } catch (PublishingException e) {
            // Who knows what comes back.
            nextLook = System.nanoTime();
            throw e;
        }
    }

    /** What was read ahead is next only where the position still is just before it: another instance may have moved it. */
    private PreparedBatch next(RelayTransaction transaction) throws SQLException {
        PreparedBatch ahead = readAhead;
        readAhead = null;
        if (ahead != null) {
            PendingEvents now = transaction.read(0);
            if (now.position().equals(ahead.events().position())) {
                return ahead.seenFrom(now);
            }
        }
        return prepare(transaction.read(size));
    }

    /** A backlog: while Kafka works on one batch, this thread does on the next. Null where that fails, as it then will again. */
    private @Nullable PreparedBatch readAhead(PendingEvents pending, RelayTransaction transaction) throws SQLException {
        PendingEvents behind = transaction.readBehind(pending, size);
        try {
            return prepare(behind);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }

    private PreparedBatch prepare(PendingEvents pending) {
        PublishSpans spans =
                new PublishSpans(tracing, messages.topics().getFirst().name());
        List<ProducerRecord<String, byte[]>> prepared = pending.settled().stream()
                .map(spans::begin)
                .flatMap(event -> messages.of(event).stream())
                .toList();
        return new PreparedBatch(pending, spans, prepared);
    }

    private Outcome outcome(PendingEvents pending) {
        if (pending.moreUnsettled()) {
            return Outcome.UNSETTLED;
        }
        return pending.settled().size() < size ? Outcome.CAUGHT_UP : Outcome.MORE;
    }

    private Result publish(PreparedBatch batch, RelayTransaction transaction) throws SQLException, PublishingException {
        PendingEvents pending = batch.events();
        Outcome outcome = outcome(pending);
        KafkaPublisher.Acknowledged acknowledged;
        try (KafkaPublisher.UnderWay underWay = publisher.send(batch.messages())) {
            if (outcome == Outcome.MORE) {
                readAhead = readAhead(pending, transaction);
            }
            acknowledged = underWay.acknowledged();
        }
        batch.spans().acknowledged();
        // What was acknowledged last must lie before what is acknowledged now.
        if (!pending.acknowledged().liesBefore(acknowledged.first())) {
            return goBack(transaction, acknowledged.first().lowerOf(ends.of(pending.acknowledged())));
        }
        boolean milestone = System.nanoTime() - nextMilestone >= 0;
        transaction.moveTo(pending.lastPosition(), pending.position(), acknowledged.last(), milestone);
        if (milestone) {
            nextMilestone = System.nanoTime() + MILESTONE_EVERY.toNanos();
        }
        progress.published(pending.settled().size());
        return new Result(outcome, pending.settled().size());
    }

    /** @param kept where the partitions end that Kafka still has */
    private Result goBack(RelayTransaction transaction, PartitionOffsets kept) throws SQLException {
        StorePosition position = transaction.goBack(kept);
        LOG.warn(
                "Kafka has lost what it had acknowledged of {}; sending everything again from {}",
                stream.label(),
                position);
        return new Result(Outcome.MORE, 0);
    }
}
