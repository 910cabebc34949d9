package dev.trunkledger.query.projection;

import dev.trunkledger.events.wire.SealedAccess;
import dev.trunkledger.events.wire.SealedEvent;
import dev.trunkledger.proof.checkpoint.SignedCheckpoint;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of reading a message. */
public sealed interface Reading {

    Message message();

    /** The credential that the message is about, as far as that can be told. */
    @Nullable
    UUID credentialId();

    /** Something intact under its own key: it belongs into a chain. */
    sealed interface Link extends Reading {

        Chain chain();

        /** Its place in the chain, from 1. */
        long number();

        String hash();

        @Override
        default UUID credentialId() {
            return chain().credentialId();
        }
    }

    /** A change: the next version. */
    record Event(Message message, SealedEvent sealed) implements Link {

        @Override
        public Chain chain() {
            return Chain.history(sealed.event().credentialId());
        }

        @Override
        public long number() {
            return sealed.event().version();
        }

        @Override
        public String hash() {
            return sealed.hash();
        }
    }

    /** A secret was shown. */
    record Access(Message message, SealedAccess sealed) implements Link {

        @Override
        public Chain chain() {
            return Chain.accesses(sealed.event().envelope().credentialId());
        }

        @Override
        public long number() {
            return sealed.event().sequence();
        }

        @Override
        public String hash() {
            return sealed.hash();
        }
    }

    /** A signed statement about a whole organisation's chains. Whose signature it is, its readers check. */
    record Signed(Message message, SignedCheckpoint checkpoint) implements Reading {

        @Override
        public @Nullable UUID credentialId() {
            return null;
        }
    }

    /** Nothing that could be applied. */
    record Unusable(Message message, @Nullable UUID credentialId, ParkReason reason) implements Reading {}
}
