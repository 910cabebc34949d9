package dev.trunkledger.query.consumer;

import dev.trunkledger.query.projection.Projected;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everybody in this process who wants to know that the read models moved on. */
final class Advances {

    private static final Logger LOG = LoggerFactory.getLogger(Advances.class);

    private final List<ProjectionListener> listeners;

    Advances(List<ProjectionListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void tell(Map<UUID, Projected> credentials) {
        if (credentials.isEmpty()) {
            return;
        }
        for (ProjectionListener listener : listeners) {
            try {
                listener.advanced(credentials);
            } catch (RuntimeException e) {
                // The batch is stored: it is not to be repeated because somebody could not hear of it.
                LOG.error("A projection listener failed", e);
            }
        }
    }
}
