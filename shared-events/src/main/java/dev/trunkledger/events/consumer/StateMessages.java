package dev.trunkledger.events.consumer;

import dev.trunkledger.events.PublicCredential;
import dev.trunkledger.events.consumer.CredentialState.Deleted;
import dev.trunkledger.events.consumer.CredentialState.Present;
import dev.trunkledger.events.wire.UnreadableEventException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Takes messages of the compacted topic up into a table. */
final class StateMessages<T> {

    private final StateTable<T> table;
    private final Function<PublicCredential, T> keep;
    private final CredentialStateDeserializer values = new CredentialStateDeserializer();
    // Few organisations, many credentials: each name is held once.
    private final Map<String, String> organisations = new ConcurrentHashMap<>();

    StateMessages(StateTable<T> table, Function<PublicCredential, T> keep) {
        this.table = table;
        this.keep = keep;
    }

    /**
     * @return the change that the message made, if it is newer than what was known
     * @throws UnreadableEventException when it is not the state of the credential that its key names
     */
    Optional<StateTable.Change<T>> take(ConsumerRecord<byte[], byte[]> message) {
        UUID id = id(message.key());
        PublicCredential credential = credential(message);
        if (credential == null) {
            return tombstone(id, MessageHeaders.of(message.headers()));
        }
        if (!credential.id().equals(id)) {
            throw new UnreadableEventException("The value is another credential's than the key");
        }
        return table.apply(new Present<>(id, shared(credential.orgId()), credential.version(), keep.apply(credential)));
    }

    private Optional<StateTable.Change<T>> tombstone(UUID id, MessageHeaders headers) {
        String orgId = headers.orgId();
        Long version = headers.sequence();
        return orgId == null || version == null
                ? table.forget(id)
                : table.apply(new Deleted<>(id, shared(orgId), version));
    }

    private @Nullable PublicCredential credential(ConsumerRecord<byte[], byte[]> message) {
        try {
            return values.deserialize(message.topic(), message.headers(), message.value());
        } catch (SerializationException e) {
            if (e.getCause() instanceof UnreadableEventException unreadable) {
                throw unreadable;
            }
            throw e;
        }
    }

    private static UUID id(byte[] key) {
        try {
            if (key != null) {
                return UUID.fromString(new String(key, StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            // The message quotes the key.
        }
        throw new UnreadableEventException("The key is not a credential's id");
    }

    private String shared(String orgId) {
        return organisations.computeIfAbsent(orgId, name -> name);
    }
}
