package dev.trunkledger.query.consumer;

import dev.trunkledger.query.projection.Projected;
import java.util.Map;
import java.util.UUID;

/**
 * Told, in this process, that the read models moved on. Every bean of this type is called on the consumer's thread
 * right after the commit, so it must be quick and must not fail; what another process projected it does not hear.
 */
public interface ProjectionListener {

    /** @param credentials those that changed, by their ids, as they can now be read */
    void advanced(Map<UUID, Projected> credentials);
}
