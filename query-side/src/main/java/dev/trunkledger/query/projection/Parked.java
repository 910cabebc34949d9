package dev.trunkledger.query.projection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message put aside.
 *
 * @param credentialId the one that it holds up, as far as that can be told
 * @param link its place in a chain; null when that could not be read
 */
public record Parked(
        Message message,
        @Nullable UUID credentialId,
        @Nullable EventId link,
        ParkReason reason) {

    /** The message of that reading, whatever came of it. */
    public static Parked of(Reading reading, ParkReason reason) {
        EventId place = reading instanceof Reading.Link link ? new EventId(link.chain(), link.number()) : null;
        return new Parked(reading.message(), reading.credentialId(), place, reason);
    }
}
