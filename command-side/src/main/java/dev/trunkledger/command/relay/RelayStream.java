package dev.trunkledger.command.relay;

import dev.trunkledger.events.wire.Topics;
import java.util.Locale;
import java.util.function.Function;

/**
 * What is carried to Kafka in an order of its own. Each stream has its own place, lock, thread and producer, so that one
 * that is stuck holds up no other.
 */
enum RelayStream {
    EVENTS(0, """
            select transaction_id, global_index, credential_id::text as key, type, occurred_time, traceparent, payload
              from ledger.event""", EventMessages::new),
    ACCESS(1, """
            select transaction_id, global_index, credential_id::text as key, type, occurred_time, traceparent, payload
              from ledger.access_event""", AccessMessages::new),
    CHECKPOINTS(2, """
            select transaction_id, global_index, org_id as key, type, occurred_time, traceparent, payload
              from ledger.audit_checkpoint""", CheckpointMessages::new);

    private final int segment;
    private final String source;
    private final Function<Topics, RelayMessages> messages;

    RelayStream(int segment, String source, Function<Topics, RelayMessages> messages) {
        this.segment = segment;
        this.source = source;
        this.messages = messages;
    }

    /** Its row in {@code ledger.relay_position}, and the second half of its lock's key. */
    int segment() {
        return segment;
    }

    /** A query of all that was ever stored, with the columns of a {@link StoredEvent} and {@code occurred_time}. */
    String source() {
        return source;
    }

    RelayMessages messages(Topics topics) {
        return messages.apply(topics);
    }

    /** As metrics, health and logs name it. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
