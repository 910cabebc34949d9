package dev.trunkledger.query.projection;

import dev.trunkledger.events.wire.SealedEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of reading a message. */
public sealed interface Reading {

    Message message();

    /** The credential that the message is about, as far as that can be told. */
    @Nullable
    UUID credentialId();

    /** An intact event under its own key. */
    record Event(Message message, SealedEvent sealed) implements Reading {

        @Override
        public UUID credentialId() {
            return sealed.event().credentialId();
        }

        public long version() {
            return sealed.event().version();
        }
    }

    /** Nothing that could be applied. */
    record Unusable(Message message, @Nullable UUID credentialId, ParkReason reason) implements Reading {}
}
