package dev.trunkledger.query.projection;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message put aside.
 *
 * @param credentialId the one that it holds up, as far as that can be told
 * @param version null when it could not be read
 */
public record Parked(
        Message message,
        @Nullable UUID credentialId,
        @Nullable Long version,
        ParkReason reason) {

    /** The message of that reading, whatever came of it. */
    public static Parked of(Reading reading, ParkReason reason) {
        Long version = reading instanceof Reading.Event event ? event.version() : null;
        return new Parked(reading.message(), reading.credentialId(), version, reason);
    }
}
