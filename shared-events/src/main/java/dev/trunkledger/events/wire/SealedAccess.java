package dev.trunkledger.events.wire;

import dev.trunkledger.events.SecretRevealed;
import java.util.Objects;

/**
 * An access with its seal and its bytes as they are stored and published.
 *
 * @param type wire name, see {@link EventTypes}
 * @param hash see {@link EventHash}
 * @param json canonical JSON, hash included; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are the record; equality goes by the hash over them.
public record SealedAccess(SecretRevealed event, String type, String hash, byte[] json) {

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedAccess that && hash.equals(that.hash) && event.equals(that.event);
    }

    @Override
    public int hashCode() {
        return Objects.hash(hash);
    }

    @Override
    public String toString() {
        return type + "[" + event.envelope().credentialId() + " #" + event.sequence() + " " + hash + "]";
    }
}
