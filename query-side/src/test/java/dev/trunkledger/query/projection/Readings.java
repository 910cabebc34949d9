package dev.trunkledger.query.projection;

import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.events.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages in the order in which a test makes them. */
final class Readings {

    private static final Partition PARTITION = new Partition("events", 0);

    private long nextOffset;

    Message message(@Nullable UUID key, @Nullable String type, byte @Nullable [] value) {
        byte[] bytes = key == null ? null : key.toString().getBytes(StandardCharsets.UTF_8);
        return new Message(new MessageId(PARTITION, nextOffset++), bytes, type, value);
    }

    Message message(SealedEvent event) {
        return message(event.event().credentialId(), event.type(), event.json());
    }

    Reading of(SealedAccess access) {
        var partition = new Partition(Topics.ACCESS, 0);
        byte[] key = access.event().envelope().credentialId().toString().getBytes(StandardCharsets.UTF_8);
        return MessageReader.read(
                new Message(new MessageId(partition, nextOffset++), key, access.type(), access.json()));
    }

    Reading of(SealedEvent event) {
        return MessageReader.read(message(event));
    }
}
