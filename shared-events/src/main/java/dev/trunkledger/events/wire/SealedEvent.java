package dev.trunkledger.events.wire;

import dev.trunkledger.events.CredentialEvent;
import java.util.Objects;

/**
 * An event with its seal and its bytes as they are stored and published.
 *
 * @param type wire name, see {@link EventTypes}
 * @param hash see {@link EventHash}
 * @param json canonical JSON, hash included; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are the record; equality goes by the hash over them.
public record SealedEvent(CredentialEvent event, String type, String hash, byte[] json) {

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedEvent that && hash.equals(that.hash) && event.equals(that.event);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hash);
    }

    @Override
    public String toString() {
        return type + "[" + event.credentialId() + " v" + event.version() + " " + hash + "]";
    }
}
