package dev.trunkledger.command.relay;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event as the store holds it, still to be published. */
@SuppressWarnings("ArrayRecordComponent") // Bytes on their way from the store to Kafka; never compared.
record StoredEvent(
        StorePosition position,
        UUID credentialId,
        String type,
        @Nullable String traceParent,
        byte[] payload) {

    @Override
    public String toString() {
        return type + "[" + credentialId + " at " + position + "]";
    }
}
